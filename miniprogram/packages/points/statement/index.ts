import { commonCopy } from '../../../copy/common';
import { statementCopy } from '../../../copy/statement';
import {
  statement,
  type Statement,
  type StatementFilter,
  type StatementLine,
} from '../../../services/statement';
import { failureOf, type Failure } from '../../../utils/failure';
import {
  giveUpList,
  loadNewest,
  loadOlder,
  showListRefusal,
  type List,
  type Loaded,
} from '../../../utils/list';
import { typeClass } from '../../../utils/type-class';
import {
  emptyOf,
  filterViewOf,
  TABS,
  withDirection,
  withKind,
  type Direction,
  type FilterView,
  type KindChoice,
} from './filter';
import { accountOf, monthsOf, olderMonthsOf, type AccountView, type MonthView } from './view';

/** The skeleton's lines. */
const BONES = [1, 2, 3, 4, 5];
/** More lines than any phone shows at once. */
const SCREENFUL = 16;

interface Data extends FilterView {
  copy: typeof statementCopy;
  common: typeof commonCopy;
  tabs: typeof TABS;
  bones: readonly number[];
  type: string;
  account: AccountView | null;
  failure: Failure | null;
  /** What is on the page is older than the last question. */
  stale: boolean;
  choosingKind: boolean;
  months: readonly MonthView[];
  /** What stands below the lines, or in their place. */
  tail: keyof typeof statementCopy.tail;
  empty: ReturnType<typeof emptyOf> | null;
}

interface Custom {
  filter: StatementFilter;
  /** What is on the page; null until the filter's first answer. */
  loaded: Loaded<StatementLine, number> | null;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(more: Partial<Data> | Record<string, MonthView>): void;
  choose(filter: StatementFilter): void;
}

const list: List<Statement, StatementLine, number> = {
  pageOf: ({ lines: rows, nextCursor: cursor }) => ({ rows, cursor }),
  idOf: ({ seq }) => seq,
};

Page<Data, Custom & Record<string, unknown>>({
  filter: {},
  loaded: null,
  data: {
    type: typeClass(),
    copy: statementCopy,
    common: commonCopy,
    tabs: TABS,
    bones: BONES,
    account: null,
    failure: null,
    stale: false,
    ...filterViewOf({}),
    choosingKind: false,
    months: [],
    tail: 'loading',
    empty: null,
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
    const answer = await loadNewest(this, list, () => statement(this.filter));
    if (!answer) return;
    if (answer.ok) this.show({ account: accountOf(answer.data), months: monthsOf(this.loaded, this.filter) });
    else if (!this.data.account) this.setData({ failure: failureOf(answer) });
    else if (!this.loaded) this.setData({ tail: 'failed' });
    else showListRefusal(this, answer, options);
  },

  async loadOlder() {
    const answer = await loadOlder(this, list, (cursor) => statement(this.filter, cursor));
    if (!answer?.ok) return;
    this.show(olderMonthsOf(this.data.months.length, monthsOf(this.loaded, this.filter)));
  },

  show(more) {
    const { loaded } = this;
    if (!loaded) return;
    const goesOn = loaded.cursor !== null;
    this.setData({
      ...more,
      failure: null,
      stale: false,
      tail: goesOn ? 'more' : 'end',
      empty: goesOn || loaded.rows.length > 0 ? null : emptyOf(this.filter),
    });
    // Nobody can scroll to the end of it, and so ask for more.
    if (loaded.rows.length < SCREENFUL) void this.loadOlder();
  },

  /** The lines of the other filter are not these: they go at once, and the account stays. */
  choose(filter) {
    this.filter = filter;
    giveUpList(this);
    this.setData({ ...filterViewOf(filter), months: [], tail: 'loading', empty: null });
    void this.refresh();
  },

  chooseDirection({ detail }: WechatMiniprogram.CustomEvent<{ name: Direction }>) {
    if (detail.name !== this.data.direction) this.choose(withDirection(this.filter, detail.name));
  },

  chooseKind({ detail }: WechatMiniprogram.CustomEvent<KindChoice>) {
    if (detail.kind !== this.filter.kind) this.choose(withKind(this.filter, detail.kind));
  },

  openKinds() {
    this.setData({ choosingKind: true });
  },

  closeKinds() {
    this.setData({ choosingKind: false });
  },

  actOnEmpty() {
    const { direction, kind } = this.filter;
    if (kind || direction === 'out') this.choose({});
    else void wx.switchTab({ url: '/pages/home/index' });
  },

  refreshNow() {
    void this.refresh();
  },

  retry() {
    this.setData({ failure: null, tail: 'loading' });
    void (this.loaded ? this.loadOlder() : this.refresh());
  },
});
