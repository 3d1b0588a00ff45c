import type { CallerWeChat } from '../caller';
import type { MemberCall } from '../call';
import { commitMember, type Member } from '../members';

/** What sending takes; a timer has it, too. */
export type MessageCall = Pick<
  MemberCall,
  'documents' | 'nowMs' | 'random' | 'sleep' | 'rulebook' | 'templates'
> & { readonly wechat: Pick<CallerWeChat, 'send'> };

export interface Message {
  readonly templateId: string;
  /** What it tells of: the same thing is sent once. Letters, digits, `:`, `_` and `-`. */
  readonly key: string;
  readonly page: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Sends one of the messages that the member has allowed. It is spent before it is sent: where the answer is lost, it
 * counts as sent.
 * @param also What is changed of the member together with it.
 * @returns whether one was left and this call has sent it.
 */
export async function sendMessage(
  call: MessageCall,
  memberId: string,
  { templateId, key, page, values }: Message,
  also: (member: Member) => Member = (member) => member,
): Promise<boolean> {
  const told = `told:${key}/`;
  // A name of its own: the request itself may have changed the member already, and another run may tell the same.
  const own = { ...call, requestId: `${told}${call.random()}` };
  const spent = await commitMember(own, memberId, ({ member, isRepeated }) => {
    // What is repeated is this very write, whose answer was lost.
    if (isRepeated) return { outcome: { isSpent: true } };
    const left = member.messagesLeft[templateId] ?? 0;
    const isTold = member.requestIds.some((id) => id.startsWith(told));
    if (left === 0 || isTold) return { outcome: { isSpent: false } };
    const messagesLeft = { ...member.messagesLeft, [templateId]: left - 1 };
    return { outcome: { isSpent: true }, next: also({ ...member, messagesLeft }) };
  });
  if (!spent?.isSpent) return false;
  await call.wechat.send(spent.member.personal.openid, { templateId, page, values });
  return true;
}
