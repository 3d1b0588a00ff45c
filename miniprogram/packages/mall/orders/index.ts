import { commonCopy } from '../../../copy/common';
import { ordersCopy } from '../../../copy/orders';
import { orders, takeHandedOrder, type OrderLine, type Orders } from '../../../services/orders';
import type { Failure } from '../../../utils/failure';
import {
  giveUpList,
  loadNewest,
  loadOlder,
  showListRefusal,
  type List,
  type Loaded,
} from '../../../utils/list';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
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
  ask(cursor?: string): ReturnType<typeof orders>;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(): void;
  choose(tab: Tab): void;
}

const list: List<Orders, OrderLine> = {
  pageOf: ({ orders: rows, nextCursor: cursor }) => ({ rows, cursor }),
  idOf: ({ orderId }) => orderId,
};

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What the member has redeemed, newest first. */
Page<Data, Custom & Record<string, unknown>>({
  loaded: null,
  nowMs: 0,
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
    if (seen && this.loaded) {
      this.loaded = withSeen(this.loaded, seen, this.data.tab);
      this.show();
    }
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
    const answer = await loadNewest(this, list, () => this.ask());
    if (!answer) return;
    if (!answer.ok) return showListRefusal(this, answer, options);
    this.nowMs = answer.data.nowMs;
    this.show();
  },

  async loadOlder() {
    const answer = await loadOlder(this, list, (cursor) => this.ask(cursor));
    if (answer?.ok) this.show();
  },

  show() {
    const { loaded } = this;
    if (!loaded) return;
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
    giveUpList(this);
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
