import { commonCopy } from '../../copy/common';
import { mallCopy } from '../../copy/mall';
import { mall, setFavourite, unsettledRedemptions, type Mall } from '../../services/mall';
import { changesOf } from '../../utils/changes';
import { clockFrom, everySecond } from '../../utils/countdown';
import { tell } from '../../utils/failure';
import { loadView, unloaded, type Loadable } from '../../utils/load';
import { openPage } from '../../utils/navigate';
import { typeClass } from '../../utils/type-class';
import { EVERYTHING, isFavourite, type Choice, type Hearts } from './choice';
import { nextTurnMs, viewOf, type MallView, type Shown } from './view';

/** The skeleton's cards. */
const BONES = [1, 2, 3, 4];

/** How many cards are drawn at once; as many again when the last one is near. */
const CARDS_A_TIME = 8;

const FILTERS = [
  { id: 'reachable', title: mallCopy.filters.reachable },
  { id: 'favourites', title: mallCopy.filters.favourites },
];

interface Data extends Loadable<MallView> {
  type: string;
  copy: typeof mallCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  filters: typeof FILTERS;
  choice: Choice;
}

interface Custom {
  /** The newest answer: what the view is derived from. */
  mall: Mall | null;
  clock: () => number;
  stopClock: () => void;
  hearts: Hearts;
  /** Items whose redemption got no answer yet. */
  unsettled: readonly string[];
  most: number;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  keep(mall: Mall): MallView;
  shown(choice: Choice): Shown;
  startClock(): void;
  /** Derives the view anew from what is known. */
  redraw(more?: Partial<Data>): void;
  choose(choice: Choice): void;
}

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What points can be redeemed for. */
Page<Data, Custom & Record<string, unknown>>({
  mall: null,
  clock: Date.now,
  stopClock: () => undefined,
  hearts: {},
  unsettled: [],
  most: CARDS_A_TIME,
  data: {
    type: typeClass(),
    copy: mallCopy,
    common: commonCopy,
    bones: BONES,
    filters: FILTERS,
    ...unloaded<MallView>(),
    choice: EVERYTHING,
  },

  onShow() {
    this.unsettled = unsettledRedemptions().map(({ itemId }) => itemId);
    this.redraw();
    this.startClock();
    void this.load({ quiet: this.mall !== null });
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

  onReachBottom() {
    if (!this.data.view || this.data.view.isAll) return;
    this.most += CARDS_A_TIME;
    this.redraw();
  },

  load(options) {
    return loadView(this, mall, (answer) => this.keep(answer), options);
  },

  keep(answer) {
    this.mall = answer;
    this.clock = clockFrom(answer.nowMs);
    this.startClock();
    return viewOf(answer, this.shown(this.data.choice), answer.nowMs);
  },

  shown(choice) {
    const { hearts, unsettled, most } = this;
    return { choice, hearts, unsettled, most };
  },

  startClock() {
    this.stopClock();
    const next = (nowMs: number) => this.mall && nextTurnMs(this.mall, nowMs);
    this.stopClock = everySecond(this.clock, next, () => this.redraw());
  },

  redraw(more = {}) {
    if (!this.mall) return;
    const { choice = this.data.choice } = more;
    const view = viewOf(this.mall, this.shown(choice), this.clock());
    const changes = { ...changesOf(this.data.view, view, 'view'), ...more };
    if (Object.keys(changes).length > 0) this.setData(changes);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  choose(choice) {
    this.most = CARDS_A_TIME;
    this.redraw({ choice });
  },

  chooseCategory({ currentTarget }: Tap) {
    this.choose({ ...this.data.choice, category: currentTarget.dataset.id });
  },

  chooseFilter({ currentTarget }: Tap) {
    const filter = currentTarget.dataset.id as Choice['filter'];
    this.choose({ ...this.data.choice, filter: filter === this.data.choice.filter ? '' : filter });
  },

  chooseAll() {
    this.choose(EVERYTHING);
  },

  /** The heart turns at once, and back where it is refused. */
  async turnHeart({ currentTarget }: Tap) {
    const { id } = currentTarget.dataset;
    const item = this.mall?.items.find(({ itemId }) => itemId === id);
    if (!item || id in this.hearts) return;
    const wanted = !isFavourite(item, this.hearts);
    this.hearts = { ...this.hearts, [id]: wanted };
    this.redraw();
    const answer = await setFavourite(id, wanted);
    const { [id]: _settled, ...others } = this.hearts;
    this.hearts = others;
    if (answer.ok && this.mall) {
      const items = this.mall.items.map((each) =>
        each.itemId === id ? { ...each, isFavourite: wanted } : each,
      );
      this.mall = { ...this.mall, items };
    }
    this.redraw();
    if (!answer.ok) tell(answer);
  },

  openItem({ currentTarget }: Tap) {
    openPage(`/packages/mall/item/index?itemId=${currentTarget.dataset.id}`);
  },

  openUnsettled({ currentTarget }: Tap) {
    openPage(`/packages/mall/confirm/index?itemId=${currentTarget.dataset.id}`);
  },

  openStatement() {
    openPage('/packages/points/statement/index');
  },

  openOrders() {
    openPage('/packages/mall/orders/index');
  },

  openCoupons() {
    openPage('/packages/mall/coupons/index');
  },

  openEarn() {
    openPage('/packages/points/earn/index');
  },
});
