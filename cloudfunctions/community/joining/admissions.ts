import { memberAction } from '../call';
import { MEMBERS, shownFaceOf, type Member } from '../members';
import type { Rulebook } from '../rulebook';
import { admissionsContract } from './contract';
import { answerInWords } from './questionnaire';
import { timeToAdmitOf } from './time-to-admit';

const QUEUE_A_PAGE = 50;
const MEASURED_MEMBERS = 200;

/** Who waits for a decision, longest first, and how long those waited who are in. */
export const admissions = memberAction(admissionsContract, async (call) => {
  const { documents, nowMs, rulebook } = call;
  const [queued, admitted] = await Promise.all([
    documents.find<Member>(
      MEMBERS,
      { standing: 'queued' },
      { orderBy: [['application.appliedAtMs', 'asc']], limit: QUEUE_A_PAGE },
    ),
    documents.find<Member>(
      MEMBERS,
      { admittedAtMs: { gt: 0 } },
      { orderBy: [['admittedAtMs', 'desc']], limit: MEASURED_MEMBERS },
    ),
  ]);
  return {
    data: {
      queue: queued.map((member) => lineOf(member, nowMs, rulebook)),
      timeToAdmit: timeToAdmitOf(admitted),
    },
  };
});

function lineOf(member: Member, nowMs: number, { joining }: Rulebook) {
  const { _id: memberId, application, touch, personal } = member;
  if (!application) throw new Error('queued without an application');
  return {
    memberId,
    face: shownFaceOf(memberId, member),
    appliedAtMs: application.appliedAtMs,
    waitedMs: Math.max(0, nowMs - application.appliedAtMs),
    score: application.score,
    tags: [...application.tags],
    reasons: [...application.queueReasons],
    channel: touch?.channel ?? '',
    inviterId: touch?.inviterId || null,
    answers: joining.questions.flatMap((question) => {
      const answer = personal.answers.find(({ questionId }) => questionId === question.id);
      return answer ? [{ title: question.title, answer: answerInWords(question, answer) }] : [];
    }),
  };
}
