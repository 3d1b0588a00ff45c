import { commonCopy } from '../../../copy/common';
import { couponsCopy } from '../../../copy/coupons';
import { coupons, type Coupon } from '../../../services/coupons';
import { failureOf, tell, type Failure } from '../../../utils/failure';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { copyText } from '../order-clipboard';
import { withNewest, withOlder, type Loaded } from '../order-list';
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
  /** Counts the questions for the newest: only the last one's answer is shown. */
  asked: number;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(loaded: Loaded<Coupon>): void;
}

/** The codes that the member has got, newest first. */
Page<Data, Custom & Record<string, unknown>>({
  loaded: null,
  asked: 0,
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
    const asked = (this.asked += 1);
    const answer = await coupons();
    if (asked !== this.asked) return;
    if (answer.ok) {
      const { coupons: rows, nextCursor: cursor } = answer.data;
      return this.show(withNewest(this.loaded, { rows, cursor }));
    }
    if (!this.loaded) return this.setData({ failure: failureOf(answer) });
    if (answer.code === 'NETWORK_ERROR') this.setData({ stale: true });
    if (!options?.quiet) tell(answer);
  },

  async loadOlder() {
    const { loaded } = this;
    if (!loaded || loaded.cursor === null) return;
    this.setData({ tail: 'loading' });
    const answer = await coupons(loaded.cursor);
    // In between the list began anew: then this page fits nowhere.
    if (loaded.cursor !== this.loaded?.cursor) return;
    if (!answer.ok) return this.setData({ tail: 'failed' });
    const { coupons: rows, nextCursor: cursor } = answer.data;
    this.show(withOlder(this.loaded, { rows, cursor }));
  },

  show(loaded) {
    this.loaded = loaded;
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
