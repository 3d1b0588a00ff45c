import { mallCopy } from '../../copy/mall';
import { home } from '../../services/home';
import { tell } from '../../utils/failure';
import { openPage } from '../../utils/navigate';
import { typeClass } from '../../utils/type-class';

/** The mall before it opens: honest about it, and the balance is in view. */
Page({
  data: { type: typeClass(), copy: mallCopy, balancePoints: null as number | null },

  onShow() {
    void this.load({ quiet: true });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  /** Without an answer the page stands as it is: it promises nothing that needs one. */
  async load(options?: { readonly quiet: boolean }) {
    const answer = await home();
    if (!answer.ok) {
      if (!options?.quiet) tell(answer);
      return;
    }
    const { balancePoints } = answer.data;
    if (balancePoints !== this.data.balancePoints) this.setData({ balancePoints });
  },

  openEarn() {
    openPage('/packages/points/earn/index');
  },

  openStatement() {
    openPage('/packages/points/statement/index');
  },
});
