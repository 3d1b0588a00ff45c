import { memberAction, type MemberCall } from '../call';
import { commitMember, operatorsId, type Application, type Member } from '../members';
import { notify } from '../notices';
import { admit } from './admit';
import { decideAdmissionContract } from './contract';

const refusals = {
  MEMBER_NOT_FOUND: 'There is no such member.',
  NOT_QUEUED: 'Nothing of this member waits for a decision.',
} as const;

const refuse = (code: keyof typeof refusals) => ({
  refused: code,
  message: refusals[code],
  data: undefined,
});

const standings = { approve: 'admitted', reject: 'rejected', ask_again: 'asked_again' } as const;

interface Outcome {
  readonly refusal?: 'NOT_QUEUED';
}

interface Decision {
  readonly decision: keyof typeof standings;
  readonly reason: Application['decisionReason'];
}

/** A person's decision on an application that rules left to people. */
export const decideAdmission = memberAction(decideAdmissionContract, async (call, input) => {
  const { memberId, decision } = input;
  const reason = 'reason' in input ? input.reason : null;
  const own = { ...call, requestId: operatorsId(call) };
  const done = await commitMember<Outcome>(own, memberId, ({ member, isRepeated }) => {
    if (isRepeated) return { outcome: {} };
    if (member.standing !== 'queued' || !member.application) {
      return { outcome: { refusal: 'NOT_QUEUED' } };
    }
    return { outcome: {}, next: decidedMember(call, member, { decision, reason }) };
  });
  if (!done) return refuse('MEMBER_NOT_FOUND');
  if (done.refusal) return refuse(done.refusal);
  const { member } = done;
  await tell(call, member);
  const waitedMs = member.admittedAtMs - (member.application?.appliedAtMs ?? 0);
  return {
    data: {
      memberId,
      standing: standings[decision],
      timeToAdmitMs: decision === 'approve' ? Math.max(0, waitedMs) : null,
    },
  };
});

function decidedMember(
  { nowMs, memberId }: MemberCall,
  member: Member,
  { decision, reason }: Decision,
): Member {
  const { application } = member;
  if (!application) throw new Error('queued without an application');
  return {
    ...member,
    standing: standings[decision],
    admittedAtMs: decision === 'approve' ? nowMs : member.admittedAtMs,
    application: { ...application, decisionReason: reason, decidedAtMs: nowMs, decidedBy: memberId },
  };
}

/** Once for a decision, however often the call is made. */
async function tell(call: MemberCall, member: Member): Promise<void> {
  const { standing, application } = member;
  if (standing === 'admitted') return admit(call, member);
  if ((standing !== 'rejected' && standing !== 'asked_again') || !application) return;
  await notify(call, member, {
    kind: standing === 'rejected' ? 'admission_rejected' : 'admission_asked_again',
    key: `admission:${application.decidedAtMs}`,
    values: { reason: application.decisionReason ?? '', community: call.rulebook.community.name },
    linkPath: '/packages/join/waiting/index',
  });
}
