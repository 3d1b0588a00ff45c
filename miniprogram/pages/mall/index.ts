import { mallCopy } from '../../copy/mall';
import { home } from '../../services/home';

/** The mall before it opens: honest about it, and the balance is in view. */
Page({
  data: { copy: mallCopy, balancePoints: null as number | null },

  onShow() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  /** Without an answer the page stands as it is: it promises nothing that needs one. */
  async load() {
    const answer = await home();
    if (answer.ok) this.setData({ balancePoints: answer.data.balancePoints });
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
