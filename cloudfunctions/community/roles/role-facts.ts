import { memberAction, type MemberCall } from '../call';
import { roleFactsContract } from './contract';
import { factViewOf } from './role-fact';
import { ROLE_FACTS, ROLES, ROLES_ID, type RoleFact, type RolesDocument } from './store';

const FACTS_A_PAGE = 50;

/** Longer together than any read lags. */
const REREAD_AFTER_MS = [20, 40, 80, 160, 320];

/** Every grant, revocation and claim, newest first. */
export const roleFacts = memberAction(roleFactsContract, async (call, { cursor }) => {
  const stored = await call.documents.get<RolesDocument>(ROLES, ROLES_ID);
  const newest = stored?.newestFact;
  if (!newest) return { data: { facts: [], nextCursor: null } };
  const top = Math.min((cursor ?? Infinity) - 1, newest.seq);
  const carried = top === newest.seq ? [newest] : [];
  const left = await leftFacts(call, top - carried.length, FACTS_A_PAGE - carried.length);
  const facts = [...carried, ...left];
  const last = facts.at(-1)?.seq ?? 1;
  return { data: { facts: facts.map(factViewOf), nextCursor: last > 1 ? last : null } };
});

/**
 * Those from number `top` downwards, which the document does not carry. Their numbers have no gaps, so where one is missing
 * the read lags behind and is done again.
 */
async function leftFacts(call: MemberCall, top: number, limit: number): Promise<RoleFact[]> {
  const count = Math.min(limit, top);
  if (count <= 0) return [];
  for (const pauseMs of [0, ...REREAD_AFTER_MS]) {
    if (pauseMs > 0) await call.sleep(pauseMs);
    const found = await call.documents.find<RoleFact>(
      ROLE_FACTS,
      { seq: { lte: top } },
      { orderBy: [['seq', 'desc']], limit: count },
    );
    if (found.length === count && found.every(({ seq }, index) => seq === top - index)) return found;
  }
  throw new Error(`facts of roles are missing below ${top + 1}`);
}
