import { commonCopy } from '../../../copy/common';
import { joinProfileCopy } from '../../../copy/join-profile';
import { refusalTexts } from '../../../copy/refusals';
import { introduce, uploadPicture, type JoinView, type ProfileChanges } from '../../../services/join';
import type { RefusalCode } from '../../../services/cloud';
import { tell } from '../../../utils/failure';
import { unloaded, type Loadable } from '../../../utils/load';
import { typeClass } from '../../../utils/type-class';
import { goBack, handOver, loadStep, pathOf, replace } from '../way';
import { changesOf, waitsForCheck } from './changes';
import { askConsent, hasConsented } from './privacy';
import { viewOf, type ProfileView } from './view';

const NICKNAME_REFUSALS: readonly RefusalCode[] = ['NICKNAME_UNFIT', 'NICKNAME_REFUSED'];

interface Data extends Loadable<ProfileView> {
  type: string;
  copy: typeof joinProfileCopy;
  common: typeof commonCopy;
  /** Opened by a member, to change something. */
  isMembers: boolean;
  nickname: string;
  /** A picture of the phone, chosen here. */
  chosen: string;
  consent: 'unknown' | 'given' | 'refused';
  /** The field takes the focus as soon as it may be written in. */
  isWriting: boolean;
  busy: '' | 'uploading' | 'saving' | 'skipping';
  nicknameFault: string;
  pictureFault: string;
}

interface Custom {
  join: JoinView | null;
  /** What was uploaded for which picture of the phone: a call that fails does not make it go twice. */
  uploaded: { readonly filePath: string; readonly fileId: string };
  load(): Promise<void>;
  send(changes: ProfileChanges, busy: Data['busy']): Promise<void>;
  pictureFileId(): Promise<string | undefined>;
}

/** Name and picture: given when one wants to, seen by others when WeChat has found them harmless. */
Page<Data, Custom & Record<string, unknown>>({
  join: null,
  uploaded: { filePath: '', fileId: '' },
  data: {
    type: typeClass(),
    copy: joinProfileCopy,
    common: commonCopy,
    ...unloaded<ProfileView>(),
    isMembers: false,
    nickname: '',
    chosen: '',
    consent: 'unknown',
    isWriting: false,
    busy: '',
    nicknameFault: '',
    pictureFault: '',
  },

  onLoad({ from }) {
    if (from === 'mine') this.setData({ isMembers: true });
    void this.load();
    void hasConsented().then((isGiven) => {
      if (isGiven) this.setData({ consent: 'given' });
    });
  },

  load() {
    const show = (join: JoinView) => {
      this.join = join;
      this.setData({ nickname: join.own.nickname });
      return viewOf(join);
    };
    return loadStep(this, 'profile', show, { membersGo: this.data.isMembers ? 'stay' : 'home' });
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  async askToWrite() {
    const isGiven = await askConsent();
    this.setData(isGiven ? { consent: 'given', isWriting: true } : { consent: 'refused' });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ nickname: detail.value, ...(this.data.nicknameFault ? { nicknameFault: '' } : {}) });
  },

  /** WeChat asks for consent itself before it offers pictures. */
  choosePicture({ detail }: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>) {
    this.setData({ chosen: detail.avatarUrl, consent: 'given', pictureFault: '' });
  },

  async save() {
    const { join } = this;
    if (!join || this.data.busy) return;
    const pictureFileId = await this.pictureFileId();
    if (pictureFileId === undefined) return;
    const changes = changesOf(join.own, { nickname: this.data.nickname, pictureFileId });
    if (this.data.isMembers && Object.keys(changes).length === 0)
      return void wx.showToast({ title: joinProfileCopy.unchanged, icon: 'none' });
    await this.send(changes, 'saving');
  },

  async skip() {
    if (!this.data.busy) await this.send({}, 'skipping');
  },

  /** @returns undefined where the chosen picture did not get to the cloud. */
  async pictureFileId() {
    const { chosen } = this.data;
    if (!chosen) return '';
    if (this.uploaded.filePath === chosen) return this.uploaded.fileId;
    this.setData({ busy: 'uploading', pictureFault: '' });
    const fileId = await uploadPicture(chosen);
    this.setData({ busy: '', ...(fileId ? {} : { pictureFault: joinProfileCopy.uploadFailed }) });
    if (fileId) this.uploaded = { filePath: chosen, fileId };
    return fileId;
  },

  async send(changes, busy) {
    this.setData({ busy, nicknameFault: '', pictureFault: '' });
    const answer = await introduce(changes);
    if (answer.ok && this.data.isMembers) {
      const title = waitsForCheck(answer.data) ? joinProfileCopy.savedForCheck : joinProfileCopy.saved;
      await goBack(this);
      return void wx.showToast({ title, icon: 'none' });
    }
    if (answer.ok) {
      const next = this.join && { ...this.join, own: answer.data, step: 'questions' as const };
      return replace(this, next ? handOver(next) : pathOf('questions'));
    }
    this.setData({ busy: '' });
    if (NICKNAME_REFUSALS.includes(answer.code))
      return this.setData({ nicknameFault: refusalTexts[answer.code] });
    if (answer.code === 'PICTURE_UNFIT') return this.setData({ pictureFault: refusalTexts.PICTURE_UNFIT });
    tell(answer);
    if (answer.code === 'CONSENT_MISSING') replace(this, pathOf('rules'));
  },

  openPrivacy() {
    // A guideline that was never published is WeChat's to tell.
    wx.openPrivacyContract({ fail: () => undefined });
  },
});
