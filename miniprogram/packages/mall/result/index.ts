import { commonCopy } from '../../../copy/common';
import { orderCopy } from '../../../copy/order';
import { ordersCopy } from '../../../copy/orders';
import { redeemCopy } from '../../../copy/redeem';
import { takeRedeemed, type Redeemed } from '../../../services/mall';
import { order } from '../../../services/orders';
import { vibrates } from '../../../services/settings';
import { loadView, showView, unloaded, type Loadable } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { copyText } from '../order-clipboard';
import { viewOf, type ResultView } from './view';

/** The moment of joy, as long as its animation. */
const JOY_MS = 1_400;

/** A prize is turned over each so often. */
const TURN_MS = 240;

interface Data extends Loadable<ResultView> {
  type: string;
  copy: typeof redeemCopy;
  lists: typeof ordersCopy;
  orderCopy: typeof orderCopy;
  common: typeof commonCopy;
  /** There is no such order of this member's. */
  isGone: boolean;
  /** It has just happened: then it is celebrated. */
  isNew: boolean;
  joy: ResultView['joy'];
  /** Null where it is not known: who comes back later sees the balance elsewhere. */
  balancePoints: number | null;
  turnMs: number;
}

interface Custom {
  orderId: string;
  stopJoy: () => void;
  celebrate(redeemed: Redeemed): void;
  load(): Promise<void>;
}

/** What was just redeemed; also for who opens it later. */
Page<Data, Custom & Record<string, unknown>>({
  orderId: '',
  stopJoy: () => undefined,
  data: {
    type: typeClass(),
    copy: redeemCopy,
    lists: ordersCopy,
    orderCopy,
    common: commonCopy,
    ...unloaded<ResultView>(),
    isGone: false,
    isNew: false,
    joy: null,
    balancePoints: null,
    turnMs: TURN_MS,
  },

  onLoad({ orderId = '' }) {
    this.orderId = orderId;
    const redeemed = takeRedeemed(orderId);
    if (redeemed) this.celebrate(redeemed);
    else void this.load();
  },

  onUnload() {
    this.stopJoy();
  },

  celebrate({ order: newest, balancePoints }) {
    const view = viewOf(newest);
    showView(this, view, { balancePoints, isNew: true, joy: view.joy });
    if (!view.joy) return;
    const timer = setTimeout(() => this.setData({ joy: null }), JOY_MS);
    this.stopJoy = () => clearTimeout(timer);
    // A phone that cannot vibrate is no reason to fail.
    if (vibrates()) wx.vibrateShort({ type: 'light' }).catch(() => undefined);
  },

  async load() {
    const ask = async () => {
      const answer = await order(this.orderId);
      if (!answer.ok && answer.code === 'ORDER_NOT_FOUND') this.setData({ isGone: true });
      return answer;
    };
    await loadView(this, ask, (answer) => viewOf(answer.order));
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  copyCode({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { code: string }>) {
    copyText(currentTarget.dataset.code);
  },

  openOrder() {
    openPage(`/packages/mall/order/index?orderId=${this.orderId}`);
  },

  openOrders() {
    void wx.redirectTo({ url: '/packages/mall/orders/index' });
  },

  openMall() {
    void wx.switchTab({ url: '/pages/mall/index' });
  },
});
