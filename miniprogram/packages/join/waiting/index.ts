import { commonCopy } from '../../../copy/common';
import { joinWaitingCopy } from '../../../copy/join-waiting';
import type { JoinView } from '../../../services/join';
import { allowMessage, notices } from '../../../services/notices';
import { tell } from '../../../utils/failure';
import { unloaded, type Loadable } from '../../../utils/load';
import { openPage } from '../../../utils/navigate';
import { askToAllow } from '../../../utils/permission';
import { typeClass } from '../../../utils/type-class';
import { handOver, loadStep, replace } from '../way';
import { viewOf, type WaitingView } from './view';

/** The skeleton's steps. */
const BONES_PX = [40, 64, 88, 112];

interface Data extends Loadable<WaitingView> {
  type: string;
  copy: typeof joinWaitingCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  /** What WeChat may be allowed to send; empty where nothing is set up. */
  templateId: string;
  isAllowed: boolean;
}

interface Custom {
  join: JoinView | null;
  load(options?: { readonly quiet: boolean }): Promise<void>;
  loadMessages(): Promise<void>;
}

/** A person decides. It can be left, and says what is known whenever one comes back. */
Page<Data, Custom & Record<string, unknown>>({
  join: null,
  data: {
    type: typeClass(),
    copy: joinWaitingCopy,
    common: commonCopy,
    bones: BONES_PX,
    ...unloaded<WaitingView>(),
    templateId: '',
    isAllowed: false,
  },

  onShow() {
    void this.load({ quiet: this.join !== null });
  },

  async onPullDownRefresh() {
    await this.load();
    await wx.stopPullDownRefresh();
  },

  async load(options = { quiet: false }) {
    const isFirst = this.join === null;
    const show = (join: JoinView) => {
      this.join = join;
      return viewOf(join, Date.now());
    };
    await loadStep(this, 'waiting', show, { ...options, membersGo: 'on' });
    if (isFirst && this.data.view?.state === 'queued') await this.loadMessages();
  },

  /** The page stands without it. */
  async loadMessages() {
    const answer = await notices();
    if (!answer.ok || !answer.data.messages) return;
    const { templateId, left } = answer.data.messages;
    this.setData({ templateId, isAllowed: left > 0 });
  },

  retry() {
    if (this.data.failure) this.setData({ failure: null });
    void this.load();
  },

  async allow() {
    const { templateId } = this.data;
    const choice = await askToAllow(templateId);
    if (choice !== 'accepted')
      return void wx.showToast({ title: joinWaitingCopy.notAllowed[choice], icon: 'none' });
    const answer = await allowMessage(templateId);
    if (!answer.ok) return tell(answer);
    this.setData({ isAllowed: true });
  },

  applyAgain() {
    if (this.join) replace(this, handOver(this.join, 'questions'));
  },

  openNotices() {
    openPage('/packages/member/notices/index');
  },
});
