import { commonCopy } from '../../copy/common';
import { rankCopy } from '../../copy/rank';
import { leaderboard } from '../../services/leaderboard';
import { chromeOf, type Chrome } from '../../utils/chrome';
import { failureOf, tell, type Failure } from '../../utils/failure';
import { viewOf, type RankView } from './view';

Page({
  data: {
    copy: rankCopy,
    common: commonCopy,
    chrome: null as Chrome | null,
    view: null as RankView | null,
    failure: null as Failure | null,
  },

  onLoad() {
    this.setData({ chrome: chromeOf() });
  },

  onShow() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load() {
    const answer = await leaderboard();
    if (answer.ok) this.setData({ view: viewOf(answer.data), failure: null });
    else if (this.data.view) tell(answer);
    else this.setData({ failure: failureOf(answer) });
  },

  retry() {
    this.setData({ failure: null });
    void this.load();
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
