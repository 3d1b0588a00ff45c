import { commonCopy } from '../../../copy/common';
import { couponsCopy } from '../../../copy/coupons';
import { coupons, type Coupon, type Coupons } from '../../../services/coupons';
import type { Failure } from '../../../utils/failure';
import { loadNewest, loadOlder, showListRefusal, type List, type Loaded } from '../../../utils/list';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { copyText } from '../order-clipboard';
import { cardsOf, type Card } from './view';

/** The skeleton's cards. */
const BONES = [1, 2, 3];

interface Data {
  type: string;
  copy: typeof couponsCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  /** Null until the first answer. */
  cards: readonly Card[] | null;
  failure: Failure | null;
  stale: boolean;
  tail: keyof typeof couponsCopy.tail;
}

interface Custom {
  loaded: Loaded<Coupon> | null;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(): void;
}

const list: List<Coupons, Coupon> = {
  pageOf: ({ coupons: rows, nextCursor: cursor }) => ({ rows, cursor }),
  idOf: ({ orderId }) => orderId,
};

/** The codes that the member has got, newest first. */
Page<Data, Custom & Record<string, unknown>>({
  loaded: null,
  data: {
    type: typeClass(),
    copy: couponsCopy,
    common: commonCopy,
    bones: BONES,
    cards: null,
    failure: null,
    stale: false,
    tail: 'loading',
  },

  onShow() {
    void this.refresh({ quiet: this.loaded !== null });
  },

  async onPullDownRefresh() {
    await this.refresh();
    await wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.data.tail === 'more') void this.loadOlder();
  },

  /** @param options.quiet Nobody asked for it: what is on the page stays, and nothing is said. */
  async refresh(options) {
    const answer = await loadNewest(this, list, () => coupons());
    if (answer?.ok) this.show();
    else if (answer) showListRefusal(this, answer, options);
  },

  async loadOlder() {
    const answer = await loadOlder(this, list, coupons);
    if (answer?.ok) this.show();
  },

  show() {
    const { loaded } = this;
    if (!loaded) return;
    this.setData({
      cards: cardsOf(loaded.rows, Date.now()),
      failure: null,
      stale: false,
      tail: loaded.cursor === null ? 'end' : 'more',
    });
  },

  copyCode({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { code: string }>) {
    copyText(currentTarget.dataset.code);
  },

  openOrder({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    openPage(`/packages/mall/order/index?orderId=${currentTarget.dataset.id}`);
  },

  openMall() {
    void wx.switchTab({ url: '/pages/mall/index' });
  },

  retry() {
    this.setData({ failure: null });
    void this.refresh();
  },
});
