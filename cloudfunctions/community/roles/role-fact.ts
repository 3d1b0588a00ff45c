import type { MemberCall } from '../call';
import type { Role } from './contract';
import type { RoleFact, RoleState } from './store';

/** A fact as it is answered. */
export const factViewOf = ({ _id, ...fact }: RoleFact) => ({ ...fact, requestId: _id });

export interface RoleChange {
  readonly change: RoleFact['change'];
  readonly memberId: string;
  readonly role: Role;
  readonly reason: string;
}

/** The fact that follows those of `state`. */
export const nextFact = (call: MemberCall, state: RoleState, what: RoleChange): RoleFact => ({
  _id: call.requestId,
  seq: (state.newestFact?.seq ?? 0) + 1,
  ...what,
  by: call.memberId,
  atMs: call.nowMs,
});

/** Whether this very change was carried out by `fact`. */
export const isSameChange = (call: MemberCall, fact: RoleFact, what: RoleChange): boolean =>
  fact.by === call.memberId &&
  fact.change === what.change &&
  fact.memberId === what.memberId &&
  fact.role === what.role &&
  fact.reason === what.reason;
