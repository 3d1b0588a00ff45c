import type { MemberCall } from '../call';
import { ROLE_FACTS, ROLES, ROLES_ID, type RoleFact, type RoleState, type RolesDocument } from './store';

/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 50;
const MAX_PAUSE_MS = 50;

const NOBODY: RoleState = { holders: [], tries: { day: 0, memberIds: [] }, newestFact: null };

/** What comes of it, and what has to be written for that; without `next`, nothing. */
export interface Verdict<Outcome> {
  readonly outcome: Outcome;
  readonly next?: RoleState;
}

/**
 * Reads, decides and commits by one conditional write on the one document; once more from the start when another call was
 * faster or an answer was lost.
 * @param decide Pure. `earlier` is what this request did before, whoever made it.
 */
export async function commitRoles<Outcome>(
  call: MemberCall,
  decide: (state: RoleState, earlier: RoleFact | undefined) => Verdict<Outcome>,
): Promise<Outcome> {
  let lost: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await call.sleep(call.random() * MAX_PAUSE_MS);
    try {
      const stored = await call.documents.getNewest<RolesDocument>(ROLES, ROLES_ID);
      const verdict = decide(stored ?? NOBODY, await earlierFact(call, stored));
      if (!verdict.next || (await isWritten(call, stored, verdict.next))) return verdict.outcome;
    } catch (error) {
      // What cannot be stored is a bug and would not be stored the next time either.
      if (error instanceof TypeError) throw error;
      // The answer was lost, not necessarily the write. What happened is found by reading, never guessed.
      lost = error;
    }
  }
  throw new Error('the roles could not be written', { cause: lost });
}

/** Only after the document: a fact that leaves it in between makes the write fail. */
async function earlierFact(
  { documents, requestId }: MemberCall,
  stored: RolesDocument | undefined,
): Promise<RoleFact | undefined> {
  if (!stored?.newestFact) return undefined;
  if (stored.newestFact._id === requestId) return stored.newestFact;
  return documents.getNewest<RoleFact>(ROLE_FACTS, requestId);
}

async function isWritten(
  { documents }: MemberCall,
  stored: RolesDocument | undefined,
  next: RoleState,
): Promise<boolean> {
  const document: RolesDocument = { ...next, _id: ROLES_ID, ver: stored ? stored.ver + 1 : 0 };
  if (!stored) return documents.insert(ROLES, document);
  // Kept before it is replaced, so that none is ever lost; that it is there already is as good.
  if (stored.newestFact && next.newestFact !== stored.newestFact) {
    await documents.insert(ROLE_FACTS, stored.newestFact);
  }
  return documents.replaceIf(ROLES, stored.ver, document);
}
