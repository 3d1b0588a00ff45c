import type * as v from 'valibot';
import type { MemberCall } from '../call';
import { ownProfileOf, shownFaceOf, type Member } from '../members';
import { giftPointsOf, type Rulebook } from '../rulebook';
import type { agreeContract } from './contract';
import { consentVersionOf, mayApplyAtMs, stepOf } from './rules';

export type Progress = v.InferOutput<(typeof agreeContract)['answer']>;
type ShownApplication = NonNullable<Progress['application']>;

/** Where the caller stands on the way in, from the document alone. */
export function progressOf(
  { memberId, rulebook, nowMs }: Pick<MemberCall, 'memberId' | 'rulebook' | 'nowMs'>,
  member: Member | undefined,
): Progress {
  const step = stepOf(member, rulebook.joining);
  return {
    step,
    consentVersion: consentVersionOf(member),
    own: ownProfileOf(memberId, member),
    application: member ? applicationOf(member, rulebook, nowMs) : null,
    welcome: step === 'member' ? welcomeOf(memberId, member, rulebook) : null,
  };
}

function applicationOf(member: Member, { joining }: Rulebook, nowMs: number): ShownApplication | null {
  const { standing, application } = member;
  if (!application || standing === 'visitor' || standing === 'admitted') return null;
  const atMs = mayApplyAtMs(member, joining);
  return {
    state: standing,
    appliedAtMs: application.appliedAtMs,
    reason: application.decisionReason,
    // By our clock: a phone's may be wrong.
    mayApplyAtMs: nowMs < atMs ? atMs : 0,
  };
}

export function welcomeOf(memberId: string, member: Member | undefined, rulebook: Rulebook) {
  const { community, joining } = rulebook;
  const values: Readonly<Record<string, string>> = {
    nickname: shownFaceOf(memberId, member).displayName,
    community: community.name,
    points: String(giftPointsOf(rulebook)),
  };
  const filled = (template: string) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const { title, text, ...rest } = joining.welcome;
  return { ...rest, title: filled(title), text: filled(text) };
}
