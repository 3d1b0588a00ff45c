import { createHash, timingSafeEqual } from 'node:crypto';
import { memberAction } from '../call';
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

/** Makes the caller the first owner, who knows the code that was printed at deployment. */
export const claimOwnership = (deployment: Deployment) =>
  memberAction(claimOwnershipContract, (call, { code }) => {
    const hash = createHash('sha256').update(code).digest();
    const isRightCode = timingSafeEqual(hash, deployment.claimHash);
    const what: RoleChange = { change: 'claimed', memberId: call.memberId, role: 'owner', reason: '' };
    return commitRoles<Outcome>(call, (state, earlier) => {
      if (earlier && isRightCode && isSameChange(call, earlier, what)) return { outcome: done(earlier) };
      const standing = { holders: state.holders, deploymentOwners: deployment.owners };
      const decided = decideClaim(standing, state.tries, {
        by: call.memberId,
        day: dayOf(call.nowMs),
        // The id of another fact is none for this one.
        isRightCode: isRightCode && !earlier,
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
