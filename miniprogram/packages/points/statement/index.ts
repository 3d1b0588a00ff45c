import { commonCopy } from '../../../copy/common';
import { statementCopy } from '../../../copy/statement';
import { statement, type StatementFilter } from '../../../services/statement';
import { failureOf, tell, type Failure } from '../../../utils/failure';
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
import { isShort, withNewest, withOlder, type Loaded } from './lines';
import { accountOf, monthsOf, olderMonthsOf, type AccountView, type MonthView } from './view';

/** The skeleton's lines. */
const BONES = [1, 2, 3, 4, 5];

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
  loaded: Loaded | null;
  /** Counts the questions for the newest lines: only the last one's answer is shown. */
  asked: number;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(loaded: Loaded, more: Partial<Data> | Record<string, MonthView>): void;
  choose(filter: StatementFilter): void;
}

Page<Data, Custom & Record<string, unknown>>({
  filter: {},
  loaded: null,
  asked: 0,
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
    const asked = (this.asked += 1);
    const answer = await statement(this.filter);
    if (asked !== this.asked) return;
    if (answer.ok) {
      const loaded = withNewest(this.loaded, answer.data);
      this.show(loaded, { account: accountOf(answer.data), months: monthsOf(loaded, this.filter) });
    } else if (!this.data.account) this.setData({ failure: failureOf(answer) });
    else if (!this.loaded) this.setData({ tail: 'failed' });
    else {
      if (answer.code === 'NETWORK_ERROR') this.setData({ stale: true });
      if (!options?.quiet) tell(answer);
    }
  },

  async loadOlder() {
    const { filter, loaded } = this;
    if (!loaded || loaded.cursor === null) return;
    this.setData({ tail: 'loading' });
    const answer = await statement(filter, loaded.cursor);
    // In between another filter was chosen, or the list began anew: then this page fits nowhere.
    if (filter !== this.filter || !this.loaded || loaded.cursor !== this.loaded.cursor) return;
    if (!answer.ok) return this.setData({ tail: 'failed' });
    const longer = withOlder(this.loaded, answer.data);
    this.show(longer, olderMonthsOf(this.data.months.length, monthsOf(longer, filter)));
  },

  show(loaded, more) {
    const goesOn = loaded.cursor !== null;
    this.loaded = loaded;
    this.setData({
      ...more,
      failure: null,
      stale: false,
      tail: goesOn ? 'more' : 'end',
      empty: goesOn || loaded.lines.length > 0 ? null : emptyOf(this.filter),
    });
    if (isShort(loaded)) void this.loadOlder();
  },

  /** The lines of the other filter are not these: they go at once, and the account stays. */
  choose(filter) {
    this.filter = filter;
    this.loaded = null;
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
