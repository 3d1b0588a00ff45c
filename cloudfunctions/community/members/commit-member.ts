import type { MemberCall } from '../call';
import { commitDocument } from '../commit-document';
import { newMember, withRequest } from './member';
import { MEMBERS, type Member } from './store';

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
}

type CommitCall = Pick<MemberCall, 'documents' | 'random' | 'sleep' | 'requestId'>;
type CallerCall = CommitCall & Pick<MemberCall, 'nowMs' | 'memberId'>;

/**
 * Changes the caller's document by one conditional write; a first arrival creates it.
 * @param decide Pure.
 * @param options.known The document, where it has just been read; null where it was not there: that saves a call.
 */
export async function commitCaller<Outcome extends object>(
  call: CallerCall,
  decide: (stands: Stands) => MemberVerdict<Outcome>,
  options: { readonly known?: Member | null } = {},
): Promise<Committed<Outcome>> {
  const place = { collection: MEMBERS, id: call.memberId, ...options };
  const absent = newMember(call.memberId, call.nowMs);
  const { outcome, document } = await commitDocument<Member, Outcome>(call, place, (stored) =>
    decided(call, stored ?? absent, decide),
  );
  return { ...outcome, member: document ?? absent };
}

/**
 * Changes another one's document.
 * @returns undefined where there is no such member: an operator acts on those who are there.
 */
export async function commitMember<Outcome extends object>(
  call: CommitCall,
  memberId: string,
  decide: (stands: Stands) => MemberVerdict<Outcome>,
): Promise<Committed<Outcome> | undefined> {
  const place = { collection: MEMBERS, id: memberId };
  const { outcome, document } = await commitDocument<Member, Outcome | undefined>(call, place, (stored) =>
    stored ? decided(call, stored, decide) : { outcome: undefined, isRefusal: true },
  );
  return outcome && document && { ...outcome, member: document };
}

function decided<Outcome extends object>(
  { requestId }: CommitCall,
  member: Member,
  decide: (stands: Stands) => MemberVerdict<Outcome>,
) {
  const { outcome, next } = decide({ member, isRepeated: member.requestIds.includes(requestId) });
  return {
    outcome,
    isRefusal: 'refusal' in outcome,
    ...(next ? { next: withRequest(next, requestId) } : {}),
  };
}

/** An operator's request on another's document: no id that the member could have made. */
export const operatorsId = ({ memberId, requestId }: Pick<MemberCall, 'memberId' | 'requestId'>): string =>
  `${memberId}:${requestId}`;
