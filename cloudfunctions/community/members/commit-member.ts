import type { MemberCall } from '../call';
import { newMember, withRequest } from './member';
import { MEMBERS, type Member } from './store';

/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 50;
const MAX_PAUSE_MS = 50;

/** What comes of it, and what has to be written for that; without `next`, nothing. A refusal is named `refusal`. */
export interface MemberVerdict<Outcome extends object> {
  readonly outcome: Outcome;
  readonly next?: Member;
}

/** The outcome, and the document as it is now. */
export type Committed<Outcome> = Outcome & { readonly member: Member };

export interface Stands {
  readonly member: Member;
  /** Whether this very request was carried out before: then nothing must happen again. */
  readonly isRepeated: boolean;
  /** Whether there is no document yet. */
  readonly isNew: boolean;
}

type CommitCall = Pick<MemberCall, 'documents' | 'random' | 'sleep' | 'requestId'>;
type CallerCall = CommitCall & Pick<MemberCall, 'nowMs' | 'memberId'>;

/**
 * Changes the caller's document, which a first arrival creates: reads, decides and commits by one conditional write, once
 * more from the start when another call was faster or an answer was lost.
 * @param decide Pure.
 * @param options.known The document, where it has just been read; null where it was not there: that saves a call.
 */
export function commitCaller<Outcome extends object>(
  call: CallerCall,
  decide: (stands: Stands) => MemberVerdict<Outcome>,
  options: { readonly known?: Member | null } = {},
): Promise<Committed<Outcome>> {
  const absent = () => newMember(call.memberId, call.nowMs);
  return commit(call, call.memberId, { decide, absent, ...options }) as Promise<Committed<Outcome>>;
}

/** An operator's request on another's document: no id that the member could have made. */
export const operatorsId = ({ memberId, requestId }: Pick<MemberCall, 'memberId' | 'requestId'>): string =>
  `${memberId}:${requestId}`;

/** @returns undefined where there is no such member: an operator acts on those who are there. */
export function commitMember<Outcome extends object>(
  call: CommitCall,
  memberId: string,
  decide: (stands: Stands) => MemberVerdict<Outcome>,
): Promise<Committed<Outcome> | undefined> {
  return commit(call, memberId, { decide });
}

interface Change<Outcome extends object> {
  readonly decide: (stands: Stands) => MemberVerdict<Outcome>;
  readonly absent?: () => Member;
  readonly known?: Member | null;
}

async function commit<Outcome extends object>(
  call: CommitCall,
  memberId: string,
  { decide, absent, known }: Change<Outcome>,
): Promise<Committed<Outcome> | undefined> {
  let lost: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await call.sleep(call.random() * MAX_PAUSE_MS);
    try {
      const stored =
        attempt > 0
          ? await newest(call, memberId)
          : known === undefined
            ? await firstRead(call, memberId)
            : (known ?? undefined);
      const member = stored ?? absent?.();
      if (!member) return undefined;
      const isRepeated = member.requestIds.includes(call.requestId);
      const { outcome, next } = decide({ member, isRepeated, isNew: !stored });
      // What was agreed a moment ago may not be seen yet, and then it must not be refused.
      if (!next && attempt === 0 && 'refusal' in outcome) continue;
      if (!next) return { ...outcome, member };
      const written = withRequest({ ...next, ver: stored ? stored.ver + 1 : 0 }, call.requestId);
      const isWritten = stored
        ? await call.documents.replaceIf(MEMBERS, stored.ver, written)
        : await call.documents.insert(MEMBERS, written);
      if (isWritten) return { ...outcome, member: written };
    } catch (error) {
      // What cannot be stored is a bug and would not be stored the next time either.
      if (error instanceof TypeError) throw error;
      // The answer was lost, not necessarily the write. What happened is found by reading, never guessed.
      lost = error;
    }
  }
  throw new Error('the member could not be written', { cause: lost });
}

const firstRead = ({ documents }: CommitCall, memberId: string): Promise<Member | undefined> =>
  documents.get<Member>(MEMBERS, memberId);

const newest = ({ documents }: CommitCall, memberId: string): Promise<Member | undefined> =>
  documents.getNewest<Member>(MEMBERS, memberId);
