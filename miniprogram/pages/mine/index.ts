import { commonCopy } from '../../copy/common';
import { mineCopy } from '../../copy/mine';
import { profile } from '../../services/profile';
import { loadView, unloaded } from '../../utils/load';
import { openPage } from '../../utils/navigate';
import { typeClass } from '../../utils/type-class';
import { viewOf, type MineView } from './view';

/** Where one can go from here. */
const DOORS = [
  { name: 'statement', icon: 'list', title: mineCopy.statement, url: '/packages/points/statement/index' },
  { name: 'earn', icon: 'coin', title: mineCopy.earn, url: '/packages/points/earn/index' },
  { name: 'rules', icon: 'book', title: mineCopy.rules, url: '/packages/points/rules/index' },
];
const OTHER_DOORS = [
  { name: 'settings', icon: 'gear', title: mineCopy.settings, url: '/packages/member/settings/index' },
  { name: 'feedback', icon: 'pen', title: mineCopy.feedback, url: '/packages/member/feedback/index' },
];

Page({
  data: {
    type: typeClass(),
    groups: [
      { title: mineCopy.points, doors: DOORS },
      { title: mineCopy.others, doors: OTHER_DOORS },
    ],
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

  openTier() {
    openPage('/packages/member/tier/index');
  },
});
