import type { MemberCall } from '../call';
import type { Member } from '../members';
import { leaveNotice, type Notice } from './leave-notice';
import { messageOf } from './message';
import { sendMessage } from './send-message';

/** Leaves a notice, once, and sends it to the member's WeChat where that is allowed. @returns whether it is new. */
export async function notify(call: MemberCall, member: Member, notice: Notice): Promise<boolean> {
  if (!(await leaveNotice(call, member._id, notice))) return false;
  const { admission: templateId } = call.templates;
  const message = messageOf(notice, call);
  if (templateId && message && (member.messagesLeft[templateId] ?? 0) > 0) {
    await sendMessage(call, member._id, { templateId, key: notice.key, ...message });
  }
  return true;
}
