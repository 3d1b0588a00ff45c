import { memberAction, type MemberCall } from '../call';
import { commitMember, operatorsId } from './commit-member';
import { decideProfileContract } from './contract';
import { shownFaceOf } from './member';
import { withReviewTime } from './rules';

const refusals = {
  MEMBER_NOT_FOUND: 'There is no such member.',
  NOT_IN_REVIEW: 'It does not wait for a decision.',
} as const;

const refuse = (code: keyof typeof refusals) => ({
  refused: code,
  message: refusals[code],
  data: undefined,
});

interface Outcome {
  readonly refusal?: 'NOT_IN_REVIEW';
}

/** Tells the member, once for what was refused. */
type TellRefused = (
  call: MemberCall,
  memberId: string,
  part: 'nickname' | 'picture',
  sinceMs: number,
) => Promise<unknown>;

/** A person's word on a name or a picture, where WeChat's check had none. */
export const decideProfile = (tellRefused: TellRefused) =>
  memberAction(decideProfileContract, async (call, { memberId, part, value, isHarmless }) => {
    const state = isHarmless ? ('clear' as const) : ('refused' as const);
    const own = { ...call, requestId: operatorsId(call) };
    const done = await commitMember<Outcome>(own, memberId, ({ member }) => {
      const given = member.personal[part];
      if (given?.value !== value) return { outcome: { refusal: 'NOT_IN_REVIEW' } };
      if (given.state === state) return { outcome: {} };
      if (given.state !== 'review') return { outcome: { refusal: 'NOT_IN_REVIEW' } };
      const personal = { ...member.personal, [part]: { ...given, state } };
      return { outcome: {}, next: withReviewTime({ ...member, personal }) };
    });
    if (!done) return refuse('MEMBER_NOT_FOUND');
    if (done.refusal) return refuse(done.refusal);
    const sinceMs = done.member.personal[part]?.sinceMs ?? 0;
    if (!isHarmless) await tellRefused(call, memberId, part, sinceMs);
    return { data: { memberId, face: shownFaceOf(memberId, done.member) } };
  });
