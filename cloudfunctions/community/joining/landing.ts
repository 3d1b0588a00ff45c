import type * as v from 'valibot';
import type { MemberCall } from '../call';
import type { codeOf } from '../join-codes';
import type { Member, Touch } from '../members';
import type { LandingSchema } from './contract';

export type Landing = v.InferOutput<typeof LandingSchema>;
type FoundCode = Awaited<ReturnType<typeof codeOf>>;

/** What a code brings, were it the first touch; no touch where it brings nothing. */
export interface Brought {
  readonly landing: Exclude<Landing, 'attributed' | 'kept' | 'too_many'> | 'valid';
  readonly touch: Touch | null;
}

/** Pure. A code whose inviter is gone still says through which channel one came. */
export function broughtBy(
  found: FoundCode,
  { memberId, nowMs }: Pick<MemberCall, 'memberId' | 'nowMs'>,
  inviter: Member | undefined,
): Brought {
  if (found.found !== 'valid') return { landing: found.found, touch: null };
  const { code, channel, campaign, inviterId } = found;
  if (inviterId === memberId) return { landing: 'own', touch: null };
  const isGone = inviterId !== '' && inviter?.standing !== 'admitted';
  return {
    landing: isGone ? 'inviter_gone' : 'valid',
    touch: { channel, campaign, inviterId: isGone ? '' : inviterId, code, atMs: nowMs, isFinal: false },
  };
}
