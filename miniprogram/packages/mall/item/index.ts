import { commonCopy } from '../../../copy/common';
import { mallItemCopy } from '../../../copy/mall-item';
import { mallItem, setFavourite, unsettledRedemption, type MallItemAnswer } from '../../../services/mall';
import { changesOf } from '../../../utils/changes';
import { clockFrom, everySecond } from '../../../utils/countdown';
import { tell } from '../../../utils/failure';
import { turnsAtMs } from '../../../utils/goods';
import { loadView, unloaded, type Loadable } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { askedCardOf } from '../../../utils/share';
import { typeClass } from '../../../utils/type-class';
import { copyText } from '../order-clipboard';
import { variantOf, viewOf, type ItemView } from './view';

interface Data extends Loadable<ItemView> {
  type: string;
  copy: typeof mallItemCopy;
  common: typeof commonCopy;
  isFavourite: boolean;
  /** There is no such item any more. */
  isGone: boolean;
}

interface Custom {
  itemId: string;
  /** The newest answer: what the view is derived from. */
  answer: MallItemAnswer | null;
  clock: () => number;
  stopClock: () => void;
  variantId: string;
  /** What was sent for it got no answer yet. */
  isUnsettled: boolean;
  /** The heart waits for its answer: what is told of it meanwhile is older than the tap. */
  turning: boolean;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  keep(answer: MallItemAnswer): ItemView;
  viewAt(answer: MallItemAnswer, nowMs: number): ItemView;
  startClock(): void;
  redraw(): void;
}

/** One thing of the shelf, with all that there is to know before it is redeemed. */
Page<Data, Custom & Record<string, unknown>>({
  itemId: '',
  answer: null,
  clock: Date.now,
  stopClock: () => undefined,
  variantId: '',
  isUnsettled: false,
  turning: false,
  data: {
    type: typeClass(),
    copy: mallItemCopy,
    common: commonCopy,
    ...unloaded<ItemView>(),
    isFavourite: false,
    isGone: false,
  },

  onLoad({ itemId = '' }) {
    this.itemId = itemId;
  },

  onShow() {
    this.isUnsettled = unsettledRedemption(this.itemId) !== null;
    this.redraw();
    this.startClock();
    void this.load({ quiet: this.answer !== null });
  },

  onHide() {
    this.stopClock();
  },

  onUnload() {
    this.stopClock();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load(options) {
    const ask = async () => {
      const answer = await mallItem(this.itemId);
      if (!answer.ok && answer.code === 'ITEM_NOT_FOUND') this.setData({ isGone: true });
      return answer;
    };
    await loadView(this, ask, (answer) => this.keep(answer), options);
  },

  keep(answer) {
    this.answer = answer;
    this.clock = clockFrom(answer.nowMs);
    this.startClock();
    const { isFavourite } = answer.item;
    if (!this.turning && isFavourite !== this.data.isFavourite) this.setData({ isFavourite });
    return this.viewAt(answer, answer.nowMs);
  },

  viewAt(answer, nowMs) {
    return viewOf(answer, { variantId: this.variantId, isUnsettled: this.isUnsettled }, nowMs);
  },

  startClock() {
    this.stopClock();
    const next = (nowMs: number) => this.answer && turnsAtMs(this.answer.item, nowMs);
    this.stopClock = everySecond(this.clock, next, () => this.redraw());
  },

  redraw() {
    if (!this.answer) return;
    const view = this.viewAt(this.answer, this.clock());
    const changes = changesOf(this.data.view, view, 'view');
    if (Object.keys(changes).length > 0) this.setData(changes);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.variantId = currentTarget.dataset.id;
    this.redraw();
  },

  /** The heart turns at once, and back where it is refused. */
  async turnHeart() {
    if (!this.answer || this.turning) return;
    const wanted = !this.data.isFavourite;
    this.turning = true;
    this.setData({ isFavourite: wanted });
    const answer = await setFavourite(this.itemId, wanted);
    this.turning = false;
    if (answer.ok) return;
    this.setData({ isFavourite: !wanted });
    tell(answer);
  },

  copyCommitment() {
    if (this.data.view?.draw) copyText(this.data.view.draw.commitment);
  },

  act() {
    const { view } = this.data;
    if (!this.answer || !view) return;
    if (view.action.act === 'earn') return openPage('/packages/points/earn/index');
    if (view.action.act !== 'redeem') return;
    const variantId = variantOf(this.answer.item, this.variantId);
    openPage(`/packages/mall/confirm/index?itemId=${this.itemId}&variantId=${variantId}&quantity=1`);
  },

  openMall() {
    void wx.switchTab({ url: '/pages/mall/index' });
  },

  onShareAppMessage() {
    return askedCardOf(mallItemCopy.shared(this.answer?.item.title ?? commonCopy.product));
  },
});
