import { commonCopy } from '../../../copy/common';
import { noticesCopy } from '../../../copy/notices';
import { allowMessage, notices, readNotices, type Notice, type Notices } from '../../../services/notices';
import { tell, type Failure } from '../../../utils/failure';
import { withCommas } from '../../../utils/format';
import { loadNewest, loadOlder, showListRefusal, type List, type Loaded } from '../../../utils/list';
import { openLink } from '../../../utils/navigate';
import { askToAllow } from '../../../utils/permission';
import { typeClass } from '../../../utils/type-class';
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
  loaded: Loaded<Notice> | null;
  refresh(options?: { readonly quiet: boolean }): Promise<void>;
  loadOlder(): Promise<void>;
  show(more?: Partial<Data>): void;
  markRead(answer: Notices): void;
}

const list: List<Notices, Notice> = {
  pageOf: ({ notices: rows, nextCursor: cursor }) => ({ rows, cursor }),
  idOf: ({ noticeId }) => noticeId,
};

/** What the community has told the member, newest first. */
Page<Data, Custom & Record<string, unknown>>({
  loaded: null,
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
    const answer = await loadNewest(this, list, () => notices());
    if (!answer) return;
    if (!answer.ok) return showListRefusal(this, answer, options);
    this.show({ messages: messagesOf(answer.data.messages) });
    this.markRead(answer.data);
  },

  async loadOlder() {
    const answer = await loadOlder(this, list, notices);
    if (answer?.ok) this.show();
  },

  show(more = {}) {
    const { loaded } = this;
    if (!loaded) return;
    this.setData({
      ...more,
      rows: rowsOf(loaded.rows, Date.now()),
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
