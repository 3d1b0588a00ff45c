import { commonCopy } from '../../copy/common';
import { mineCopy } from '../../copy/mine';
import { profile } from '../../services/profile';
import { loadView, unloaded } from '../../utils/load';
import { openPage } from '../../utils/navigate';
import { typeClass } from '../../utils/type-class';
import { viewOf, type MineView } from './view';

Page({
  data: {
    type: typeClass(),
    copy: mineCopy,
    common: commonCopy,
    ...unloaded<MineView>(),
  },

  onShow() {
    void this.load({ quiet: this.data.view !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  load(options?: { readonly quiet: boolean }) {
    return loadView(this, profile, viewOf, options);
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  openDoor({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    openPage(currentTarget.dataset.url);
  },

  openOwn() {
    openPage('/packages/join/profile/index?from=mine');
  },

  openTier() {
    openPage('/packages/member/tier/index');
  },
});
