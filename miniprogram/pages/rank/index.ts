import { commonCopy } from '../../copy/common';
import { rankCopy } from '../../copy/rank';
import { leaderboard } from '../../services/leaderboard';
import { loadView, unloaded } from '../../utils/load';
import { typeClass } from '../../utils/type-class';
import { viewOf, type RankView } from './view';

/** The skeleton's podium: as high as the blocks that will stand there. */
const BONES_PX = [118, 152, 98];

/** Above the own row that stands at the page's edge. */
const STALE_BOTTOM_PX = 76;

Page({
  data: {
    type: typeClass(),
    copy: rankCopy,
    common: commonCopy,
    bones: BONES_PX,
    staleBottomPx: STALE_BOTTOM_PX,
    ...unloaded<RankView>(),
  },

  onShow() {
    void this.load({ quiet: this.data.view !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load(options?: { readonly quiet: boolean }) {
    return loadView(this, leaderboard, viewOf, options);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
