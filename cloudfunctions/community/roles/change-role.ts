import type { MemberCall } from '../call';
import { commitRoles } from './commit-roles';
import type { Deployment } from './deployment';
import { factViewOf, isSameChange, nextFact, type RoleChange } from './role-fact';
import type { Decided, RoleWish, Standing } from './rules';

/** A grant or a revocation: decided on what stands when it is written, also whether the caller may. Once for a request. */
export function changeRole<Refusal extends string>(
  call: MemberCall,
  deployment: Deployment,
  what: RoleChange,
  decide: (standing: Standing, wish: RoleWish) => Decided<Refusal>,
  refusals: Readonly<Record<Refusal | 'KEY_REUSED', string>>,
) {
  const refuse = (code: Refusal | 'KEY_REUSED') => ({
    outcome: { refused: code, message: refusals[code], data: undefined },
  });
  type Outcome = ReturnType<typeof refuse>['outcome'] | { readonly data: ReturnType<typeof factViewOf> };
  return commitRoles<Outcome>(call, (state, earlier) => {
    if (earlier) {
      return isSameChange(call, earlier, what)
        ? { outcome: { data: factViewOf(earlier) } }
        : refuse('KEY_REUSED');
    }
    const standing = { holders: state.holders, deploymentOwners: deployment.owners };
    const decided = decide(standing, { ...what, by: call.memberId });
    if ('refusal' in decided) return refuse(decided.refusal);
    const fact = nextFact(call, state, what);
    return {
      outcome: { data: factViewOf(fact) },
      next: { tries: state.tries, holders: decided.holders, newestFact: fact },
    };
  });
}
