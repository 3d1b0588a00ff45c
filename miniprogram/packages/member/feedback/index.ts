import { feedbackCopy } from '../../../copy/feedback';
import { typeClass } from '../../../utils/type-class';
import { versionOf } from '../../../utils/version';

/** What helps whoever looks into it, and tells nothing about the member. */
function aboutThisPhone(): string {
  const { model, system } = wx.getDeviceInfo();
  const { version: weChatVersion } = wx.getAppBaseInfo();
  return feedbackCopy.device([
    feedbackCopy.version(versionOf()),
    `WeChat ${weChatVersion ?? ''}`.trim(),
    model,
    system,
  ]);
}

/** Words for the group's owner, ready to be pasted where the owner reads: in the group. */
Page({
  data: {
    type: typeClass(),
    copy: feedbackCopy,
    kind: feedbackCopy.kinds[0] ?? '',
    words: '',
    about: '',
  },

  onLoad() {
    this.setData({ about: aboutThisPhone() });
  },

  chooseKind({ detail }: WechatMiniprogram.RadioGroupChange) {
    this.setData({ kind: detail.value });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.data.words = detail.value;
  },

  copyAll() {
    const { kind, words, about } = this.data;
    if (!words.trim()) return void wx.showToast({ title: feedbackCopy.empty, icon: 'none' });
    wx.setClipboardData({ data: feedbackCopy.text(kind, words.trim(), about) }).catch(
      () => void wx.showToast({ title: feedbackCopy.failed, icon: 'none' }),
    );
  },
});
