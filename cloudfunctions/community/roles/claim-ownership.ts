import { createHash, timingSafeEqual } from 'node:crypto';
import { memberAction, type MemberCall } from '../call';
import { accountOf } from '../ledger';
import { dayOf } from '../time';
import { commitRoles } from './commit-roles';
import { claimOwnershipContract } from './contract';
import type { Deployment } from './deployment';
import { factViewOf, isSameChange, nextFact, type RoleChange } from './role-fact';
import { decideClaim } from './rules';
import type { RoleFact } from './store';

const refusals = {
  CLAIM_REFUSED: 'The code is wrong, or there is nothing to claim.',
  TOO_MANY_TRIES: 'Too many tries today.',
} as const;

type Outcome =
  | { readonly refused: keyof typeof refusals; readonly message: string; readonly data: undefined }
  | { readonly data: ReturnType<typeof factViewOf> };

const refuse = (code: keyof typeof refusals): Outcome => ({
  refused: code,
  message: refusals[code],
  data: undefined,
});

const done = (fact: RoleFact): Outcome => ({ data: factViewOf(fact) });

/** Makes the caller the first owner: who knows the code that was printed at deployment, or a member where it is offered. */
export const claimOwnership = (deployment: Deployment) =>
  memberAction(claimOwnershipContract, async (call, { code }) => {
    const mayClaim = code === undefined ? await isOffered(call, deployment) : isRight(code, deployment);
    const what: RoleChange = { change: 'claimed', memberId: call.memberId, role: 'owner', reason: '' };
    return commitRoles<Outcome>(call, (state, earlier) => {
      if (earlier && mayClaim && isSameChange(call, earlier, what)) return { outcome: done(earlier) };
      const standing = { holders: state.holders, deploymentOwners: deployment.owners };
      const decided = decideClaim(standing, state.tries, {
        by: call.memberId,
        day: dayOf(call.nowMs),
        // The id of another fact is none for this one.
        isEntitled: mayClaim && !earlier,
      });
      if ('holders' in decided) {
        const fact = nextFact(call, state, what);
        return { outcome: done(fact), next: { ...state, holders: decided.holders, newestFact: fact } };
      }
      // Answered only when the try is written: else a hundred guesses at once would count as one.
      return 'tries' in decided
        ? { outcome: refuse(decided.refusal), next: { ...state, tries: decided.tries } }
        : { outcome: refuse(decided.refusal) };
    });
  });

const isRight = (code: string, { claimHash }: Deployment): boolean =>
  timingSafeEqual(createHash('sha256').update(code).digest(), claimHash);

/** Only to who has been admitted: whoever else passes by must not find a community without an owner. */
const isOffered = async (call: MemberCall, deployment: Deployment): Promise<boolean> =>
  deployment.isOffered && (await accountOf(call, call.memberId)) !== undefined;
