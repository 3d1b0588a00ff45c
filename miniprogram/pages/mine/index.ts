import { commonCopy } from '../../copy/common';
import { mineCopy } from '../../copy/mine';
import { home } from '../../services/home';
import { failureOf, tell, type Failure } from '../../utils/failure';
import { viewOf, type MineView } from './view';

/** Where one can go from here. */
const DOORS = [
  { name: 'statement', title: mineCopy.statement, url: '/packages/points/statement/index' },
  { name: 'earn', title: mineCopy.earn, url: '/packages/points/earn/index' },
  { name: 'rules', title: mineCopy.rules, url: '/packages/points/rules/index' },
];

Page({
  data: {
    doors: DOORS,
    copy: mineCopy,
    common: commonCopy,
    view: null as MineView | null,
    failure: null as Failure | null,
  },

  onShow() {
    void this.load({ quiet: this.data.view !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  /** @param options.quiet Nobody asked for it: what is on the page stays, and nothing is said. */
  async load(options?: { readonly quiet: boolean }) {
    const answer = await home();
    if (answer.ok) this.setData({ view: viewOf(answer.data), failure: null });
    else if (!this.data.view) this.setData({ failure: failureOf(answer) });
    else if (!options?.quiet) tell(answer);
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },
});
