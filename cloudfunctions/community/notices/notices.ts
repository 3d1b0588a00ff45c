import { memberAction, type MemberCall } from '../call';
import { MEMBERS, type Member } from '../members';
import { noticesContract } from './contract';
import { NOTICES, type StoredNotice } from './store';
import { textOf } from './texts';
import { unreadOf } from './unread-of';

const NOTICES_A_PAGE = 20;

/** What the caller has been told, newest first; also for those who were not admitted. */
export const notices = memberAction(noticesContract, async (call, { cursor }) => {
  const { admission: templateId } = call.templates;
  const [member, found] = await Promise.all([
    call.documents.get<Member>(MEMBERS, call.memberId),
    cursor === undefined ? newest(call) : before(call, cursor),
  ]);
  const noticesReadUntilMs = member?.noticesReadUntilMs ?? 0;
  const page = found.slice(0, NOTICES_A_PAGE);
  return {
    data: {
      notices: page.map(({ _id: noticeId, kind, values, linkPath, atMs }) => ({
        noticeId,
        kind,
        ...textOf(kind, values),
        linkPath,
        atMs,
        isRead: atMs <= noticesReadUntilMs,
      })),
      nextCursor: found.length > NOTICES_A_PAGE ? cursorOf(page.at(-1)) : null,
      unread: await unreadOf(call, { _id: call.memberId, noticesReadUntilMs }),
      messages: templateId ? { templateId, left: member?.messagesLeft[templateId] ?? 0 } : null,
    },
  };
});

const cursorOf = (last: StoredNotice | undefined): string | null =>
  last ? `${last.atMs}:${last._id}` : null;

const newest = ({ documents, memberId: member }: MemberCall): Promise<StoredNotice[]> =>
  documents.find<StoredNotice>(NOTICES, { member }, newestFirst);

/** Those of the same instant, and then the older ones: none is left out between two pages. */
async function before({ documents, memberId: member }: MemberCall, cursor: string): Promise<StoredNotice[]> {
  const colon = cursor.indexOf(':');
  const atMs = Math.min(Number(cursor.slice(0, colon)), Number.MAX_SAFE_INTEGER);
  const id = cursor.slice(colon + 1);
  const [same, older] = await Promise.all([
    documents.find<StoredNotice>(NOTICES, { member, atMs, _id: { lt: id } }, newestFirst),
    documents.find<StoredNotice>(NOTICES, { member, atMs: { lt: atMs } }, newestFirst),
  ]);
  return [...same, ...older];
}

const newestFirst = {
  orderBy: [
    ['atMs', 'desc'],
    ['_id', 'desc'],
  ],
  limit: NOTICES_A_PAGE + 1,
} as const;
