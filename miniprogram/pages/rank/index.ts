import { commonCopy } from '../../copy/common';
import { rankCopy } from '../../copy/rank';
import { leaderboard } from '../../services/leaderboard';
import { failureOf, tell, type Failure } from '../../utils/failure';
import { viewOf, type RankView } from './view';

/** The skeleton's podium: as high as the blocks that will stand there. */
const BONES_PX = [118, 152, 98];

Page({
  data: {
    copy: rankCopy,
    common: commonCopy,
    bones: BONES_PX,
    view: null as RankView | null,
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
    const answer = await leaderboard();
    if (answer.ok) this.setData({ view: viewOf(answer.data), failure: null });
    else if (!this.data.view) this.setData({ failure: failureOf(answer) });
    else if (!options?.quiet) tell(answer);
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
