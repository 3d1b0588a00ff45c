import { commonCopy } from '../../../copy/common';
import { tierCopy } from '../../../copy/tier';
import { profile } from '../../../services/profile';
import { loadView, unloaded } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';
import { viewOf, type TierView } from './view';

/** The skeleton's steps. */
const BONES_PX = [72, 94, 117, 139, 162, 184];

Page({
  data: {
    type: typeClass(),
    copy: tierCopy,
    common: commonCopy,
    bones: BONES_PX,
    ...unloaded<TierView>(),
  },

  onLoad() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load() {
    return loadView(this, profile, viewOf);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },
});
