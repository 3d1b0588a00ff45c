import { commonCopy } from '../../../copy/common';
import { noticesCopy } from '../../../copy/notices';
import { allowMessage, notices, readNotices, type Notices } from '../../../services/notices';
import { failureOf, tell, type Failure } from '../../../utils/failure';
import { withCommas } from '../../../utils/format';
import { openLink } from '../../../utils/navigate';
import { askToAllow } from '../../../utils/permission';
import { typeClass } from '../../../utils/type-class';
import { withNewest, withOlder, type Loaded } from './list';
import { messagesOf, rowsOf, type Row } from './view';

/** The skeleton's rows. */
const BONES = [1, 2, 3, 4];

interface Data {
  type: string;
  copy: typeof noticesCopy;
  common: typeof commonCopy;
  bones: readonly number[];
  /** Null until the first answer. */
  rows: readonly Row[] | null;
  messages: ReturnType<typeof messagesOf>;
  failure: Failure | null;
  stale: boolean;
  tail: keyof typeof noticesCopy.tail;
}

interface Custom {
  loaded: Loaded | null;
  /** Counts the questions for the newest: only the last one's answer is shown. */
  asked: number;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(loaded: Loaded, more?: Partial<Data>): void;
  markRead(answer: Notices): void;
}

/** What the community has told the member, newest first. */
Page<Data, Custom & Record<string, unknown>>({
  loaded: null,
  asked: 0,
  data: {
    type: typeClass(),
    copy: noticesCopy,
    common: commonCopy,
    bones: BONES,
    rows: null,
    messages: null,
    failure: null,
    stale: false,
    tail: 'loading',
  },

  onShow() {
    void this.refresh({ quiet: this.loaded !== null });
  },

  async onPullDownRefresh() {
    await this.refresh();
    await wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.data.tail === 'more') void this.loadOlder();
  },

  /** @param options.quiet Nobody asked for it: what is on the page stays, and nothing is said. */
  async refresh(options) {
    const asked = (this.asked += 1);
    const answer = await notices();
    if (asked !== this.asked) return;
    if (answer.ok) {
      this.show(withNewest(this.loaded, answer.data), { messages: messagesOf(answer.data.messages) });
      return this.markRead(answer.data);
    }
    if (!this.loaded) return this.setData({ failure: failureOf(answer) });
    if (answer.code === 'NETWORK_ERROR') this.setData({ stale: true });
    if (!options?.quiet) tell(answer);
  },

  async loadOlder() {
    const { loaded } = this;
    if (!loaded || loaded.cursor === null) return;
    this.setData({ tail: 'loading' });
    const answer = await notices(loaded.cursor);
    // In between the list began anew: then this page fits nowhere.
    if (loaded.cursor !== this.loaded?.cursor) return;
    if (answer.ok) this.show(withOlder(this.loaded, answer.data));
    else this.setData({ tail: 'failed' });
  },

  show(loaded, more = {}) {
    this.loaded = loaded;
    this.setData({
      ...more,
      rows: rowsOf(loaded.notices, Date.now()),
      failure: null,
      stale: false,
      tail: loaded.cursor === null ? 'end' : 'more',
    });
  },

  /** What was shown is read; here it keeps its mark until the page is opened again, so that it can be told apart. */
  markRead({ unread, notices: [newest] }) {
    if (unread > 0 && newest) void readNotices(newest.atMs);
  },

  openNotice({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { path: string }>) {
    if (currentTarget.dataset.path) openLink(currentTarget.dataset.path);
  },

  async allow() {
    const { messages } = this.data;
    if (!messages) return;
    const { templateId } = messages;
    const choice = await askToAllow(templateId);
    if (choice !== 'accepted') return void wx.showToast({ title: noticesCopy[choice], icon: 'none' });
    const answer = await allowMessage(templateId);
    if (!answer.ok) return tell(answer);
    const { left } = answer.data;
    this.setData({ messages: messagesOf({ templateId, left }) });
    void wx.showToast({ title: noticesCopy.allowed(withCommas(left)), icon: 'none' });
  },

  retry() {
    this.setData({ failure: null });
    void this.refresh();
  },
});
