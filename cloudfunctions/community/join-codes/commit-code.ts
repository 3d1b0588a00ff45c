import type { MemberCall } from '../call';
import { JOIN_CODES, type JoinCode } from './store';

/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 50;
const MAX_PAUSE_MS = 50;

type CommitCall = Pick<MemberCall, 'documents' | 'random' | 'sleep'>;

/**
 * Changes a code by one conditional write, once more from the start when another call was faster or an answer was lost.
 * @param change Pure; gives undefined where nothing is left to do.
 * @returns the code as it is now; undefined where there is none.
 */
export async function commitCode(
  { documents, random, sleep }: CommitCall,
  code: string,
  change: (stored: JoinCode) => Partial<JoinCode> | undefined,
): Promise<JoinCode | undefined> {
  let lost: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(random() * MAX_PAUSE_MS);
    try {
      const stored = await documents.getNewest<JoinCode>(JOIN_CODES, code);
      const changed = stored && change(stored);
      if (!changed) return stored;
      const next = { ...stored, ...changed, ver: stored.ver + 1 };
      if (await documents.replaceIf(JOIN_CODES, stored.ver, next)) return next;
    } catch (error) {
      // What cannot be stored is a bug and would not be stored the next time either.
      if (error instanceof TypeError) throw error;
      // The answer was lost, not necessarily the write. What happened is found by reading, never guessed.
      lost = error;
    }
  }
  throw new Error('the code could not be written', { cause: lost });
}
