import { commonCopy } from '../../../copy/common';
import { orderCopy } from '../../../copy/order';
import { ordersCopy } from '../../../copy/orders';
import { commitmentBefore } from '../../../services/commitments';
import { cancelOrder, confirmReceipt, handOverOrder, order, type Order } from '../../../services/orders';
import { isUnsettled, tell, type Refused } from '../../../utils/failure';
import { withCommas } from '../../../utils/format';
import { loadView, showView, unloaded, type Loadable } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';
import { copyText } from '../order-clipboard';
import { verdictOf, type Verdict } from './proof';
import { viewOf, type OrderPageView } from './view';

interface Data extends Loadable<OrderPageView> {
  type: string;
  copy: typeof orderCopy;
  lists: typeof ordersCopy;
  common: typeof commonCopy;
  /** There is no such order of this member's. */
  isGone: boolean;
  busy: '' | 'asking' | 'cancelling' | 'confirming';
  verdict: Verdict | null;
}

interface Custom {
  orderId: string;
  /** The newest answer: what the view is derived from. */
  order: Order | null;
  nowMs: number;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  keep(order: Order): OrderPageView;
  show(order: Order): void;
  /** @param title What the button says, too. */
  ask(title: string, content: string, cancelText: string): Promise<boolean>;
  refuse(refused: Refused, why?: string): void;
}

type CopyTap = WechatMiniprogram.TouchEvent<object, object, { text: string }>;

/** One order: where it has got to, what came of it, and how that can be checked. */
Page<Data, Custom & Record<string, unknown>>({
  orderId: '',
  order: null,
  nowMs: 0,
  data: {
    type: typeClass(),
    copy: orderCopy,
    lists: ordersCopy,
    common: commonCopy,
    ...unloaded<OrderPageView>(),
    isGone: false,
    busy: '',
    verdict: null,
  },

  onLoad({ orderId = '' }) {
    this.orderId = orderId;
  },

  onShow() {
    void this.load({ quiet: this.order !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load(options) {
    const ask = async () => {
      const answer = await order(this.orderId);
      if (answer.ok) this.nowMs = answer.data.nowMs;
      else if (answer.code === 'ORDER_NOT_FOUND') this.setData({ isGone: true });
      return answer;
    };
    await loadView(this, ask, (answer) => this.keep(answer.order), options);
  },

  keep(newest) {
    this.order = newest;
    handOverOrder(newest);
    return viewOf(newest, this.nowMs);
  },

  show(newest) {
    showView(this, this.keep(newest), { busy: '' });
  },

  async cancel() {
    if (!this.order || this.data.busy) return;
    const { cancel, cancelAsk, keep } = orderCopy;
    if (!(await this.ask(cancel, cancelAsk(withCommas(this.order.pointsSpent)), keep))) return;
    this.setData({ busy: 'cancelling' });
    const answer = await cancelOrder(this.orderId);
    if (!answer.ok) {
      const state = answer.code === 'NOT_CANCELLABLE' ? answer.data?.state : undefined;
      return this.refuse(answer, state && orderCopy.notCancellable[state]);
    }
    this.show(answer.data.order);
    const title = orderCopy.cancelled(withCommas(answer.data.balancePoints));
    void wx.showToast({ title, icon: 'none' });
  },

  async confirm() {
    if (!this.order || this.data.busy) return;
    const { confirm, confirmAsk, notYet } = orderCopy;
    if (!(await this.ask(confirm, confirmAsk, notYet))) return;
    this.setData({ busy: 'confirming' });
    const answer = await confirmReceipt(this.orderId);
    if (!answer.ok) {
      const state = answer.code === 'NOT_SHIPPED' ? answer.data?.state : undefined;
      return this.refuse(answer, state && orderCopy.notShipped[state]);
    }
    this.show(answer.data.order);
    void wx.showToast({ title: orderCopy.confirmed, icon: 'none' });
  },

  async ask(title, content, cancelText) {
    this.setData({ busy: 'asking' });
    const { confirm } = await wx.showModal({ title, content, confirmText: title, cancelText });
    if (!confirm) this.setData({ busy: '' });
    return confirm;
  },

  /** Says why; where it is known that nothing came of it, the order has moved on meanwhile: it is asked for anew. */
  refuse(refused, why) {
    this.setData({ busy: '' });
    if (why) void wx.showToast({ title: why, icon: 'none' });
    else tell(refused);
    if (!isUnsettled(refused)) void this.load({ quiet: true });
  },

  verify() {
    if (this.order) this.setData({ verdict: verdictOf(this.order, commitmentBefore(this.order)) });
  },

  copyText({ currentTarget }: CopyTap) {
    copyText(currentTarget.dataset.text);
  },

  openOrders() {
    void wx.redirectTo({ url: '/packages/mall/orders/index' });
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },
});
