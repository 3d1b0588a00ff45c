import { memberAction, type MemberCall, type Outcome } from '../call';
import { accountOf } from '../ledger';
import { commitCaller, MEMBERS, type Answer, type Application, type Member } from '../members';
import { admit } from './admit';
import { applyContract } from './contract';
import { progressOf } from './progress';
import { checkedAnswers, scoreOf, tagsOf } from './questionnaire';
import {
  asksForInviter,
  consentVersionOf,
  finalTouch,
  mayApplyAtMs,
  queueReasonsOf,
  type Candidate,
} from './rules';
import { checkedTexts } from './texts';

type Applied = Outcome<typeof applyContract>;

/** Sends the answers: rules admit at once, or a person decides. Whoever waits or is in already stays where they are. */
export const apply = memberAction(applyContract, async (call, { answers: given }): Promise<Applied> => {
  const { rulebook } = call;
  const looked = await commitCaller(call, ({ member }) => ({ outcome: gateOf(call, member) }));
  if ('refusal' in looked) return refusalOf(looked.refusal, looked.mayApplyAtMs);
  if (isSettled(looked.member)) return settled(call, looked.member);

  const checked = checkedAnswers(rulebook.joining.questions, given);
  if ('problem' in checked) return unfit(checked.problem, checked.questionId);
  const texts = await checkedTexts(call, checked.answers);
  if ('refusal' in texts) {
    return texts.refusal === 'ANSWER_REFUSED'
      ? unfit('ANSWER_REFUSED', texts.questionId)
      : { refused: 'CHECK_UNAVAILABLE', message: 'WeChat did not check the text.', data: undefined };
  }
  const application = await decided(call, looked.member, checked.answers, texts.hasTextInReview);
  const { member } = await commitCaller(
    call,
    (stands) => {
      // Two at once, a decision meanwhile, or an old wish that comes once more: what stands, stands.
      if (stands.isRepeated || isSettled(stands.member) || 'refusal' in gateOf(call, stands.member))
        return { outcome: {} };
      return { outcome: {}, next: withApplication(call, stands.member, application, checked.answers) };
    },
    { known: looked.member },
  );
  return settled(call, member);
});

const isSettled = ({ standing }: Member): boolean => standing === 'admitted' || standing === 'queued';

interface Gate {
  readonly refusal?: 'CONSENT_MISSING' | 'TOO_SOON';
  readonly mayApplyAtMs?: number;
}

function gateOf({ rulebook, nowMs }: MemberCall, member: Member): Gate {
  if (isSettled(member)) return {};
  if (consentVersionOf(member) !== rulebook.joining.convention.version) {
    return { refusal: 'CONSENT_MISSING' };
  }
  const atMs = mayApplyAtMs(member, rulebook.joining);
  return nowMs < atMs ? { refusal: 'TOO_SOON', mayApplyAtMs: atMs } : {};
}

const refusalOf = (refusal: Gate['refusal'], atMs = 0): Applied =>
  refusal === 'TOO_SOON'
    ? { refused: 'TOO_SOON', message: 'Not yet.', data: { mayApplyAtMs: atMs } }
    : { refused: 'CONSENT_MISSING', message: 'The rules have not been agreed to.', data: undefined };

const unfit = (
  refused: 'UNKNOWN_QUESTION' | 'ANSWER_MISSING' | 'ANSWER_UNFIT' | 'ANSWER_REFUSED',
  questionId: string,
): Applied => ({ refused, message: `See the question.`, data: { questionId } });

/** The admission's consequences come after it is written, and are found unfinished by whoever asks again. */
async function settled(call: MemberCall, member: Member): Promise<Applied> {
  if (member.standing === 'admitted') await admit(call, member);
  return { data: progressOf(call, member) };
}

/** What is asked of others, WeChat's rank and the inviter's standing, only where it can make a difference. */
async function decided(
  call: MemberCall,
  member: Member,
  answers: readonly Answer[],
  hasTextInReview: boolean,
): Promise<Application> {
  const { joining } = call.rulebook;
  const touch = finalTouch(member, call.nowMs, joining);
  const candidate: Candidate = {
    score: scoreOf(joining.questions, answers),
    channel: touch.channel,
    inviterGrowthValue: null,
    riskRank: await call.wechat.riskRank('register'),
    hasTextInReview,
  };
  const inviter =
    touch.inviterId !== '' && asksForInviter(candidate, joining)
      ? await accountOf(call, touch.inviterId)
      : undefined;
  const reasons = queueReasonsOf({ ...candidate, inviterGrowthValue: inviter?.growthValue ?? null }, joining);
  // Somebody has to be the first: there is nobody yet who could decide.
  const isFirst = reasons.length > 0 && (await call.documents.count(MEMBERS, { standing: 'admitted' })) === 0;
  return {
    appliedAtMs: call.nowMs,
    score: candidate.score,
    tags: tagsOf(joining.questions, answers),
    queueReasons: isFirst ? [] : reasons,
    decisionReason: null,
    decidedAtMs: isFirst || reasons.length === 0 ? call.nowMs : 0,
    decidedBy: '',
  };
}

function withApplication(
  { nowMs, rulebook }: MemberCall,
  member: Member,
  application: Application,
  answers: readonly Answer[],
): Member {
  const isAdmitted = application.decidedAtMs > 0;
  return {
    ...member,
    standing: isAdmitted ? 'admitted' : 'queued',
    touch: finalTouch(member, nowMs, rulebook.joining),
    application,
    admittedAtMs: isAdmitted ? nowMs : 0,
    personal: { ...member.personal, answers },
  };
}
