import type { MemberCall } from '../call';
import { commitMember, type Member } from '../members';
import { leaveNotice, type Notice } from './leave-notice';
import { messageOf } from './message';

/** Leaves a notice, once, and sends it to the member's WeChat where that is allowed. @returns whether it is new. */
export async function notify(call: MemberCall, member: Member, notice: Notice): Promise<boolean> {
  if (!(await leaveNotice(call, member._id, notice))) return false;
  const { admission: templateId } = call.templates;
  const message = messageOf(notice, call);
  if (templateId && message && (member.messagesLeft[templateId] ?? 0) > 0) {
    // Spent before it is sent: where the answer is lost, it counts as sent.
    const spent = await spendMessage(call, member._id, templateId, notice.key);
    if (spent) await call.wechat.send(spent.personal.openid, { templateId, ...message });
  }
  return true;
}

async function spendMessage(
  call: MemberCall,
  memberId: string,
  templateId: string,
  key: string,
): Promise<Member | undefined> {
  // A name of its own: the request itself has already changed the member, by what is told here.
  const own = { ...call, requestId: `told:${key}` };
  const done = await commitMember(own, memberId, ({ member, isRepeated }) => {
    // Only whoever left the notice comes here: what is repeated is this very write, whose answer was lost.
    if (isRepeated) return { outcome: { isSpent: true } };
    const left = member.messagesLeft[templateId] ?? 0;
    if (left === 0) return { outcome: { isSpent: false } };
    const messagesLeft = { ...member.messagesLeft, [templateId]: left - 1 };
    return { outcome: { isSpent: true }, next: { ...member, messagesLeft } };
  });
  return done?.isSpent ? done.member : undefined;
}
