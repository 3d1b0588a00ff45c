import type * as v from 'valibot';
import { memberAction, type MemberCall } from '../call';
import { codeOf, recordMiss } from '../join-codes';
import { accountOf } from '../ledger';
import { commitCaller, MEMBERS, shownFaceOf, type Member, type Touch } from '../members';
import { giftPointsOf, type JoiningRules, type Question } from '../rulebook';
import { dayOf } from '../time';
import { admit } from './admit';
import { arriveContract } from './contract';
import { openedGroup, type OpenedGroup } from './group';
import { broughtBy, type Brought, type Landing } from './landing';
import { progressOf } from './progress';
import { touchAt } from './rules';

const MAX_GROUPS = 50;

/** Opens the way in: remembers once what brought the caller, and answers all that the join pages show. */
export const arrive = memberAction(arriveContract, async (call, { scene, group }) => {
  const [found, opened] = await Promise.all([
    scene === undefined ? undefined : codeOf(call, scene),
    group === undefined ? undefined : openedGroup(call, group),
  ]);
  const codesInviterId = found?.found === 'valid' ? found.inviterId : '';
  const known = await read(call, [call.memberId, codesInviterId]);
  const brought = found && broughtBy(found, call, known.get(codesInviterId));

  const { landing, member } = await remember(call, known.get(call.memberId), brought, opened);
  const isMiss = landing !== null && landing !== 'attributed' && landing !== 'kept';
  const code = found?.found === 'valid' ? found.code : '';
  const inviterId = touchAt(member, call.nowMs, call.rulebook.joining)?.inviterId ?? '';
  const [members, inviter] = await Promise.all([
    call.documents.count(MEMBERS, { standing: 'admitted' }),
    known.get(inviterId) ?? read(call, [inviterId]).then((others) => others.get(inviterId)),
    isMiss ? recordMiss(call, landing, code) : undefined,
    // Should it have been left in the middle, it is finished here.
    member.standing === 'admitted' ? finish(call, member) : undefined,
  ]);
  const { community, joining } = call.rulebook;
  return {
    data: {
      ...progressOf(call, member),
      landing,
      group: opened?.outcome ?? null,
      community: {
        name: community.name,
        intro: joining.intro,
        benefits: [...joining.benefits],
        members,
      },
      inviter: inviter?.standing === 'admitted' ? shownFaceOf(inviterId, inviter) : null,
      giftPoints: giftPointsOf(call.rulebook),
      rules: conventionOf(joining),
      questions: joining.questions.map(asked),
    },
  };
});

/** One call, however many of the ids are empty; none where all are. */
async function read(call: MemberCall, ids: readonly string[]): Promise<ReadonlyMap<string, Member>> {
  const wanted = ids.filter((id) => id !== '');
  const members = wanted.length > 0 ? await call.documents.getMany<Member>(MEMBERS, wanted) : [];
  return new Map(members.map((member) => [member._id, member]));
}

/** First touch: once there is one that counts, nothing that comes later changes it. */
function remember(
  call: MemberCall,
  known: Member | undefined,
  brought: Brought | undefined,
  opened: OpenedGroup | undefined,
): Promise<{ readonly landing: Landing | null; readonly member: Member }> {
  const { joining } = call.rulebook;
  return commitCaller(
    call,
    ({ member }) => {
      const day = dayOf(call.nowMs);
      const missed = member.misses.day === day ? member.misses.count : 0;
      // Told nothing of what it found, a guesser has guessed in vain.
      const isGuessing = missed >= joining.missesPerDay;
      const touch = (isGuessing ? null : brought?.touch) ?? groupTouch(opened, call.nowMs);
      const held = touchAt(member, call.nowMs, joining);
      const next: Member = {
        ...member,
        touch: held ?? touch ?? member.touch,
        groups: withGroup(member.groups, opened, call.nowMs),
        misses: brought?.landing === 'unknown' && !isGuessing ? { day, count: missed + 1 } : member.misses,
      };
      const landing = brought ? landingOf(brought, isGuessing, held) : null;
      const isChanged =
        next.touch !== member.touch || next.groups !== member.groups || next.misses !== member.misses;
      return { outcome: { landing }, ...(isChanged ? { next } : {}) };
    },
    { known: known ?? null },
  );
}

function landingOf({ landing, touch }: Brought, isGuessing: boolean, held: Touch | null): Landing {
  if (isGuessing) return 'too_many';
  if (landing !== 'valid') return landing;
  // The same code once more says the same.
  return held && held.code !== touch?.code ? 'kept' : 'attributed';
}

/** A group's card brings by itself, when it carries no code. */
const groupTouch = (opened: OpenedGroup | undefined, nowMs: number): Touch | null =>
  opened?.outcome === 'joined'
    ? { channel: 'group', campaign: '', inviterId: '', code: '', atMs: nowMs, isFinal: false }
    : null;

const withGroup = (
  groups: Member['groups'],
  opened: OpenedGroup | undefined,
  nowMs: number,
): Member['groups'] =>
  opened?.outcome !== 'joined' ||
  groups.some(({ opengid }) => opengid === opened.opengid) ||
  groups.length >= MAX_GROUPS
    ? groups
    : [...groups, { opengid: opened.opengid, sinceMs: nowMs }];

async function finish(call: MemberCall, member: Member): Promise<void> {
  if (!(await accountOf(call, member._id))) await admit(call, member);
}

const conventionOf = ({ convention }: JoiningRules) => ({
  version: convention.version,
  sections: convention.sections.map(({ title, lines }) => ({ title, lines: [...lines] })),
});

type AskedQuestion = v.InferOutput<(typeof arriveContract)['answer']>['questions'][number];

/** What an answer is worth stays here. */
function asked(question: Question): AskedQuestion {
  const { id, title, hint, isRequired } = question;
  const common = { id, title, hint, isRequired };
  switch (question.kind) {
    case 'scale': {
      const { min, max, minText, maxText } = question;
      return { ...common, kind: 'scale', min, max, minText, maxText };
    }
    case 'text':
      return { ...common, kind: 'text', maxCharacters: question.maxCharacters };
    case 'single':
    case 'multiple': {
      const options = question.options.map(({ id: optionId, text }) => ({ id: optionId, text }));
      return { ...common, kind: question.kind, options };
    }
  }
}
