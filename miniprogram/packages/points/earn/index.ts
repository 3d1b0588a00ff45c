import { commonCopy } from '../../../copy/common';
import { earnCopy } from '../../../copy/earn';
import { earnCatalogue } from '../../../services/earn-catalogue';
import { loadView, unloaded } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';
import { viewOf, type EarnView } from './view';

/** The skeleton's rows. */
const BONES = [1, 2, 3, 4];

Page({
  data: {
    type: typeClass(),
    copy: earnCopy,
    common: commonCopy,
    bones: BONES,
    ...unloaded<EarnView>(),
  },

  onShow() {
    void this.load({ quiet: this.data.view !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load(options?: { readonly quiet: boolean }) {
    return loadView(this, earnCatalogue, viewOf, options);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
