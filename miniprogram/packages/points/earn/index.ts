import { commonCopy } from '../../../copy/common';
import { earnCopy } from '../../../copy/earn';
import { earnCatalogue } from '../../../services/earn-catalogue';
import { failureOf, tell, type Failure } from '../../../utils/failure';
import { viewOf, type EarnView } from './view';

/** The skeleton's rows. */
const BONES = [1, 2, 3, 4];

Page({
  data: {
    copy: earnCopy,
    common: commonCopy,
    bones: BONES,
    view: null as EarnView | null,
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
    const answer = await earnCatalogue();
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
