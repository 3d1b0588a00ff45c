import { commonCopy } from '../../../copy/common';
import { earnCopy } from '../../../copy/earn';
import { earnCatalogue } from '../../../services/earn-catalogue';
import { loadView, unloaded } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { viewOf, type EarnView } from './view';

/** The skeleton's rows. */
const BONES = [1, 2, 3, 4];

/** What pays beside the ways below. */
const DOORS = [
  {
    name: 'tasks',
    icon: 'tasks',
    hue: 'brand',
    title: earnCopy.tasks,
    line: earnCopy.tasksLine,
    url: '/packages/daily/tasks/index',
  },
  {
    name: 'challenges',
    icon: 'flag',
    hue: 'ember',
    title: earnCopy.challenges,
    line: earnCopy.challengesLine,
    url: '/packages/daily/challenges/index',
  },
];

Page({
  data: {
    type: typeClass(),
    copy: earnCopy,
    common: commonCopy,
    bones: BONES,
    doors: DOORS,
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

  openDoor({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { url: string }>) {
    openPage(currentTarget.dataset.url);
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/index' });
  },
});
