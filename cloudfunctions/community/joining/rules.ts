import type { Member, Touch } from '../members';
import type { JoiningRules } from '../rulebook';
import type { AutoApproveRule } from '../rulebook';

const MS_PER_DAY = 86_400_000;

export type Step = 'rules' | 'profile' | 'questions' | 'waiting' | 'member';

export const consentVersionOf = (member?: Pick<Member, 'consents'>): number =>
  member?.consents.at(-1)?.version ?? 0;

/** What is to be done next. Whoever has been admitted has nothing before them, whatever the rules say since. */
export function stepOf(member: Member | undefined, { convention }: JoiningRules): Step {
  if (member?.standing === 'admitted') return 'member';
  if (!member || consentVersionOf(member) !== convention.version) return 'rules';
  if (member.standing === 'queued' || member.standing === 'rejected') return 'waiting';
  return member.personal.introducedAtMs > 0 ? 'questions' : 'profile';
}

/** The first touch, as long as it counts: for ever from the application on, before that for the rulebook's days. */
export function touchAt(
  { touch }: Pick<Member, 'touch'>,
  nowMs: number,
  { firstTouchDays }: JoiningRules,
): Touch | null {
  if (!touch) return null;
  return touch.isFinal || nowMs - touch.atMs <= firstTouchDays * MS_PER_DAY ? touch : null;
}

/** From the application on, what brought the member stays what it is; for who came by themselves, that. */
export const finalTouch = (member: Member, nowMs: number, joining: JoiningRules): Touch => ({
  ...(touchAt(member, nowMs, joining) ?? {
    channel: 'natural',
    campaign: '',
    inviterId: '',
    code: '',
    atMs: nowMs,
  }),
  isFinal: true,
});

/** When one may apply again who was refused; 0 for everybody else. */
export const mayApplyAtMs = (
  { standing, application }: Pick<Member, 'standing' | 'application'>,
  { reapplyAfterDays }: JoiningRules,
): number =>
  standing === 'rejected' && application ? application.decidedAtMs + reapplyAfterDays * MS_PER_DAY : 0;

export type QueueReason = 'low_score' | 'no_score' | 'risk' | 'text_review' | 'by_hand';

/** What is known of an application when rules look at it. */
export interface Candidate {
  /** 0 to 100; null where nothing that counts was answered. */
  readonly score: number | null;
  readonly channel: string;
  /** Of who invited; null where nobody did. */
  readonly inviterGrowthValue: number | null;
  readonly riskRank: number | 'unknown';
  /** Whether WeChat left a text to a person. */
  readonly hasTextInReview: boolean;
}

/** Why a person has to decide; nothing: a rule lets them in. */
export function queueReasonsOf(
  candidate: Candidate,
  { autoApprove }: Pick<JoiningRules, 'autoApprove'>,
): QueueReason[] {
  if (!candidate.hasTextInReview && autoApprove.some((rule) => fulfils(candidate, rule))) return [];
  const bars = autoApprove.flatMap(({ minScore }) => (minScore === undefined ? [] : [minScore]));
  const isLow = candidate.score !== null && bars.length > 0 && candidate.score < Math.max(...bars);
  const risky = autoApprove.every(({ maxRiskRank }) => isRisky(candidate, maxRiskRank));
  const reasons: (QueueReason | false)[] = [
    candidate.hasTextInReview && 'text_review',
    autoApprove.length > 0 && risky && 'risk',
    isLow && 'low_score',
    candidate.score === null && bars.length > 0 && 'no_score',
  ];
  const named = reasons.filter((reason): reason is QueueReason => reason !== false);
  return named.length > 0 ? named : ['by_hand'];
}

/** Whether the inviter's standing could make a difference: only then is it worth a read. */
export const asksForInviter = (candidate: Candidate, { autoApprove }: JoiningRules): boolean =>
  autoApprove.some(
    (rule) =>
      rule.inviterGrowthValue !== undefined &&
      fulfils({ ...candidate, inviterGrowthValue: Number.MAX_SAFE_INTEGER }, rule),
  ) && !autoApprove.some((rule) => fulfils({ ...candidate, inviterGrowthValue: null }, rule));

const isRisky = ({ riskRank }: Candidate, maxRiskRank: number): boolean =>
  riskRank !== 'unknown' && riskRank > maxRiskRank;

function fulfils(candidate: Candidate, rule: AutoApproveRule): boolean {
  const { score, channel, inviterGrowthValue } = candidate;
  if (isRisky(candidate, rule.maxRiskRank)) return false;
  if (rule.minScore !== undefined && (score === null || score < rule.minScore)) return false;
  if (rule.channels !== undefined && !rule.channels.includes(channel)) return false;
  return (
    rule.inviterGrowthValue === undefined ||
    (inviterGrowthValue !== null && inviterGrowthValue >= rule.inviterGrowthValue)
  );
}
