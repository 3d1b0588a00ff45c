import type * as v from 'valibot';
import type { MemberCall, Outcome } from './call';
import type { DoorAction } from '../platform/door';
import type { MemberContract } from './contract';
import { accountOf, newestAccountOf, type Account } from './ledger';

export type OnlyMembersAction = DoorAction<MemberCall> & { readonly contract: MemberContract };

const NOT_A_MEMBER = {
  refused: 'NOT_A_MEMBER',
  message: 'The caller has not been admitted.',
} as const;

/**
 * Ties an action to a contract that is for members only. Who has an account is a member; nearly every action reads it
 * anyway, so that the gate costs nothing, and the action is handed what was read.
 * @param options.newest By a read that does not lag, for an action that must not refuse what it has carried out a moment ago.
 */
export function membersOnly<C extends MemberContract>(
  contract: C,
  run: (call: MemberCall, account: Account, input: v.InferOutput<C['input']>) => Promise<Outcome<C>>,
  { newest = false } = {},
): OnlyMembersAction {
  return {
    contract,
    async run(call, input) {
      const account = await (newest ? newestAccountOf : accountOf)(call, call.memberId);
      return account ? run(call, account, input) : NOT_A_MEMBER;
    },
  };
}
