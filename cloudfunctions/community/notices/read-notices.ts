import { memberAction } from '../call';
import { commitCaller } from '../members';
import { readNoticesContract } from './contract';
import { unreadOf } from './unread-of';

/** Up to an instant everything is read; what was read stays so, and what is still to come is not. */
export const readNotices = memberAction(readNoticesContract, async (call, { untilMs }) => {
  const { member } = await commitCaller(call, ({ member }) => {
    const noticesReadUntilMs = Math.min(untilMs, call.nowMs);
    return noticesReadUntilMs <= member.noticesReadUntilMs
      ? { outcome: {} }
      : { outcome: {}, next: { ...member, noticesReadUntilMs } };
  });
  return { data: { unread: await unreadOf(call, member) } };
});
