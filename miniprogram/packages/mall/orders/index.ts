import { commonCopy } from '../../../copy/common';
import { ordersCopy } from '../../../copy/orders';
import { orders, takeHandedOrder, type OrderLine } from '../../../services/orders';
import { failureOf, tell, type Failure } from '../../../utils/failure';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { withNewest, withOlder, type Loaded } from '../order-list';
import { othersOf, TABS, type Choice, type OthersView, type Tab } from './tabs';
import { cardsOf, withSeen, type Card } from './view';

/** The skeleton's cards. */
const BONES = [1, 2, 3];

interface Data {
  type: string;
  copy: typeof ordersCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  tabs: typeof TABS;
  tab: Tab;
  others: OthersView;
  /** Whether the sheet of the others is open. */
  choosing: boolean;
  /** Null until the tab's first answer. */
  cards: readonly Card[] | null;
  failure: Failure | null;
  stale: boolean;
  tail: keyof typeof ordersCopy.tail;
}

interface Custom {
  /** What is on the page; null until the tab's first answer. */
  loaded: Loaded<OrderLine> | null;
  nowMs: number;
  /** Counts the questions for the newest: only the last one's answer is shown. */
  asked: number;
  ask(cursor?: string): ReturnType<typeof orders>;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(loaded: Loaded<OrderLine>): void;
  choose(tab: Tab): void;
}

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What the member has redeemed, newest first. */
Page<Data, Custom & Record<string, unknown>>({
  loaded: null,
  nowMs: 0,
  asked: 0,
  data: {
    type: typeClass(),
    copy: ordersCopy,
    common: commonCopy,
    bones: BONES,
    tabs: TABS,
    tab: 'all',
    others: othersOf('all'),
    choosing: false,
    cards: null,
    failure: null,
    stale: false,
    tail: 'loading',
  },

  /** An order that was opened from here may have moved on, on whichever page of the list it stands. */
  onShow() {
    const seen = takeHandedOrder();
    if (seen && this.loaded) this.show(withSeen(this.loaded, seen, this.data.tab));
    void this.refresh({ quiet: this.loaded !== null });
  },

  async onPullDownRefresh() {
    await this.refresh();
    await wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.data.tail === 'more') void this.loadOlder();
  },

  ask(cursor) {
    const { tab } = this.data;
    return orders(tab === 'all' ? undefined : tab, cursor);
  },

  /** @param options.quiet Nobody asked for it: what is on the page stays, and nothing is said. */
  async refresh(options) {
    const asked = (this.asked += 1);
    const answer = await this.ask();
    if (asked !== this.asked) return;
    if (answer.ok) {
      const { nowMs, orders: rows, nextCursor: cursor } = answer.data;
      this.nowMs = nowMs;
      return this.show(withNewest(this.loaded, { rows, cursor }));
    }
    if (!this.loaded) return this.setData({ failure: failureOf(answer) });
    if (answer.code === 'NETWORK_ERROR') this.setData({ stale: true });
    if (!options?.quiet) tell(answer);
  },

  async loadOlder() {
    const { loaded } = this;
    if (!loaded || loaded.cursor === null) return;
    const { tab } = this.data;
    this.setData({ tail: 'loading' });
    const answer = await this.ask(loaded.cursor);
    // In between another tab was chosen, or the list began anew: then this page fits nowhere.
    if (tab !== this.data.tab || !this.loaded || loaded.cursor !== this.loaded.cursor) return;
    if (!answer.ok) return this.setData({ tail: 'failed' });
    const { orders: rows, nextCursor: cursor } = answer.data;
    this.show(withOlder(this.loaded, { rows, cursor }));
  },

  show(loaded) {
    this.loaded = loaded;
    this.setData({
      cards: cardsOf(loaded.rows, this.nowMs),
      failure: null,
      stale: false,
      tail: loaded.cursor === null ? 'end' : 'more',
    });
  },

  /** The orders of the other tab are not these: they go at once. */
  choose(tab) {
    if (tab === this.data.tab) return;
    this.loaded = null;
    this.setData({ tab, others: othersOf(tab), cards: null, failure: null, tail: 'loading' });
    void this.refresh();
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { tab: Tab }>) {
    this.choose(currentTarget.dataset.tab);
  },

  chooseOther({ detail }: WechatMiniprogram.CustomEvent<Choice>) {
    this.choose(detail.tab);
  },

  openOthers() {
    this.setData({ choosing: true });
  },

  closeOthers() {
    this.setData({ choosing: false });
  },

  openOrder({ currentTarget }: Tap) {
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
