import type { MemberCall } from '../call';
import { openAccount } from '../ledger';
import type { Member } from '../members';
import { notify } from '../notices';
import { welcomeOf } from './progress';

/**
 * What follows from an admission that has been written: the account, by which one is a member, and the welcome. Each
 * happens once, however often it is asked for, so whoever finds it unfinished finishes it.
 */
export async function admit(call: MemberCall, member: Member): Promise<void> {
  await openAccount(call, member._id);
  const { title, text, linkPath } = welcomeOf(member._id, member, call.rulebook);
  await notify(call, member, { kind: 'welcome', key: 'welcome', values: { title, text }, linkPath });
}
