import { settingsCopy } from '../../../copy/settings';
import { setVibration, vibrates } from '../../../services/settings';
import { openPage } from '../../../utils/navigate';
import { typeClass } from '../../../utils/type-class';
import { versionOf } from '../../../utils/version';

/** What can be set on this phone, and what follows the phone by itself. */
Page({
  data: {
    type: typeClass(),
    copy: settingsCopy,
    vibration: true,
    version: '',
    follows: [
      { title: settingsCopy.theme, value: settingsCopy.themeValue },
      { title: settingsCopy.type, value: settingsCopy.typeValue },
      { title: settingsCopy.motion, value: settingsCopy.motionValue },
    ],
  },

  onLoad() {
    this.setData({ vibration: vibrates(), version: versionOf() });
  },

  setVibration({ detail }: WechatMiniprogram.SwitchChange) {
    setVibration(detail.value);
    this.setData({ vibration: detail.value });
  },

  openRules() {
    openPage('/packages/join/rules/index?from=settings');
  },

  checkUpdate() {
    const manager = wx.getUpdateManager();
    const say = (title: string) => void wx.showToast({ title, icon: 'none' });
    manager.onCheckForUpdate(({ hasUpdate }) => {
      if (!hasUpdate) say(settingsCopy.updateLatest);
    });
    manager.onUpdateFailed(() => say(settingsCopy.updateFailed));
    manager.onUpdateReady(() => {
      void wx
        .showModal({ title: settingsCopy.update, content: settingsCopy.updateReady })
        .then(({ confirm }) => {
          if (confirm) manager.applyUpdate();
        });
    });
  },

  async clearLocal() {
    const { confirm } = await wx.showModal({ title: settingsCopy.local, content: settingsCopy.localAsk });
    if (!confirm) return;
    wx.clearStorageSync();
    this.setData({ vibration: vibrates() });
    void wx.showToast({ title: settingsCopy.localDone, icon: 'none' });
  },
});
