import { mutant, type Mutant } from './mutant';

const community = 'cloudfunctions/community';
const POST = `${community}/ledger/post.ts`;
const RULES = `${community}/ledger/rules.ts`;
const MOVES = `${community}/ledger/moves.ts`;
const SETTLE = `${community}/ledger/settle-due.ts`;
const FOLLOW = `${community}/follow-ups.ts`;
const TASKS = `${community}/tasks/rules.ts`;
const STANDING = `${community}/tasks/standing.ts`;
const PERIOD = `${community}/tasks/period.ts`;
const CHALLENGES = `${community}/challenges/rules.ts`;
const CHECK_IN = `${community}/check-in/rules.ts`;
const DAYS = `${community}/check-in/days.ts`;
const BITMAP = `${community}/check-in/bitmap.ts`;
const MAKE_UP = `${community}/check-in/make-up-rules.ts`;
const MAKE_UPS = `${community}/check-in/make-ups.ts`;

const ofFollowUps: readonly Mutant[] = [
  mutant('followups-not-written', 'a fact is written, and what comes with it is lost', [
    POST,
    'const followUps = verdict.followUps ?? [];',
    'const followUps: readonly Effects[] = [];',
  ]),
  mutant('followup-answered', 'who asks for one thing is answered with what came with it', [
    POST,
    'entries.at(-1 - followUps.length)',
    'entries.at(-1)',
  ]),
  mutant(
    'another-clock',
    'a fact counts for the day that its instance believes in, and is dated by the account’s',
    [POST, 'wish.decide(settled.account, nowMs)', 'wish.decide(settled.account, call.nowMs)'],
  ),
  mutant('tasks-forgotten', 'a fact that counts for no task wipes all of them out', [
    RULES,
    'effects.tasks ?? account.tasks',
    'effects.tasks ?? {}',
  ]),
  mutant('challenges-forgotten', 'a fact that counts for no challenge ends all of them', [
    RULES,
    'effects.challenges ?? account.challenges,\n    ...(',
    'effects.challenges ?? {},\n    ...(',
  ]),
  mutant('card-below-zero', 'a card is taken back that is used already', [
    RULES,
    "if (makeUpCards < 0) return { refusal: 'NO_MAKE_UP_CARD' };",
    '',
  ]),
  mutant('wins-count-nothing', 'a challenge that is won finishes no task', [
    FOLLOW,
    'const facts = [effects.fact, ...wins.map(({ fact }) => fact)];',
    'const facts = [effects.fact];',
  ]),
  mutant('told-though-not-written', 'a timer that was too late tells what another write had settled', [
    SETTLE,
    'return done ? drafts : undefined;',
    'return drafts;',
  ]),
];

const ofTasks: readonly Mutant[] = [
  mutant('paid-unmarked', 'a reward is paid, and the task still waits for it', [
    TASKS,
    'period, progress, isPaid: true }',
    'period, progress, isPaid: false }',
  ]),
  mutant('automatic-unmarked', 'what pays by itself pays with every fact', [
    TASKS,
    'isPaid: standing.isPaid || isPaidNow',
    'isPaid: standing.isPaid',
  ]),
  mutant('leftover-lost', 'what was finished and not taken is gone with its period', [
    TASKS,
    'if (!isPaid && done >= task.goal)',
    'if (!isPaid && done > task.goal)',
  ]),
  mutant('leftover-stays', 'what is left of a period is paid with every fact', [
    TASKS,
    'rewards.push(rewardOf(task, period, rulebook));\n    return false;',
    'rewards.push(rewardOf(task, period, rulebook));\n    return !isPaid;',
  ]),
  mutant('leftover-paid-twice', 'who claims what is left gets it once more with all that is left', [
    TASKS,
    'rewards.filter((reward) => reward !== leftover)',
    'rewards',
  ]),
  mutant('claim-drops-leftovers', 'who claims one thing loses what is left of others', [
    TASKS,
    'followUps: rewards,',
    'followUps: [],',
  ]),
  mutant('claims-any-period', 'a claim that comes a day late is paid for the day after', [
    TASKS,
    'if (standing?.period !== period) {',
    'if (standing === undefined) {',
  ]),
  mutant('unfinished-is-paid', 'a claim need only be made', [
    TASKS,
    "if (!standing.isFinished) return { refusal: 'TASK_UNFINISHED' };",
    '',
  ]),
  mutant('one-fact-two-steps', 'what finishes one step of a chain counts for the next as well', [
    TASKS,
    '(task.measure !== undefined && isBeforeFinished)',
    'isBeforeFinished',
  ]),
  mutant('measure-waits', 'a streak that is long enough for two steps pays one of them', [
    TASKS,
    '(task.measure !== undefined && isBeforeFinished)',
    'false',
  ]),
  mutant('bounds-ignored', 'a check-in at night is one in the morning', [
    TASKS,
    'task.facts.includes(fact.type) && isWithin(task, fact)',
    'task.facts.includes(fact.type)',
  ]),
  mutant('counts-on', 'a task begins with what was done in the period before', [
    STANDING,
    'stored?.period === period ? stored',
    'stored ? stored',
  ]),
  mutant('chain-always-open', 'the last step can be done first', [
    STANDING,
    'if (group.isChain) isOpen = standing.isFinished;',
    '',
  ]),
  mutant('one-key-for-all-periods', 'a task of each day is paid on one day', [
    TASKS,
    '`tk:${taskId}:${period}`',
    '`tk:${taskId}`',
  ]),
  mutant('day-of-another-zone', 'a day begins at eight in the morning', [
    PERIOD,
    'id: `d${dayOf(nowMs)}`',
    'id: `d${Math.floor(nowMs / 86_400_000)}`',
  ]),
  mutant('season-ends-with-the-year', 'a season over New Year’s Eve is over before it begins', [
    PERIOD,
    'to < from ? year + 1 : year',
    'year',
  ]),
  mutant('cards-unpaid', 'a reward names a card and brings none', [
    TASKS,
    'makeUpCardsDelta: makeUpCards,',
    'makeUpCardsDelta: 0,',
  ]),
];

const ofChallenges: readonly Mutant[] = [
  mutant('pledge-kept', 'a challenge is won, and the pledge runs out all the same', [
    CHALLENGES,
    'pledgePoints > 0 ? [back, won] : [won]',
    '[won]',
  ]),
  mutant(
    'pledge-back-twice',
    'the pledge is paid beside being released',
    [CHALLENGES, 'rewardPoints > 0 ? {', 'rewardPoints + pledgePoints > 0 ? {'],
    [CHALLENGES, 'points: rewardPoints, from', 'points: rewardPoints + pledgePoints, from'],
  ),
  mutant('pledge-cannot-be-lost', 'a pledge comes back whoever wins', [
    RULES,
    'const move: Move = to === undefined ?',
    'const move: Move = holdId ?',
  ]),
  mutant('forfeit-forgotten', 'a hold does not know who has it in the end', [
    MOVES,
    '...(forfeitTo === undefined ? {} : { forfeitTo })',
    '',
  ]),
  mutant('make-up-wins', 'a challenge counts days that are made up', [
    FOLLOW,
    "effects.fact.type === 'check_in' && effects.checkIn",
    'effects.checkIn',
  ]),
  mutant('today-counts-again', 'who has checked in already is promised a day more', [
    CHALLENGES,
    'checkIn.lastDay === today ? today + 1 : today',
    'today',
  ]),
  mutant('won-goes-on', 'a challenge that is won keeps the next one from beginning', [
    CHALLENGES,
    'doneDays < goalDays && today <= toDay',
    'today <= toDay',
  ]),
  mutant('won-one-day-early', 'a day less than was asked for wins', [
    CHALLENGES,
    'next.doneDays === run.goalDays',
    'next.doneDays === run.goalDays - 1',
  ]),
  mutant('runs-a-day-more', 'the day after the last one counts', [
    CHALLENGES,
    'doneDays < goalDays && today <= toDay',
    'doneDays < goalDays && today <= toDay + 1',
  ]),
  mutant('pledge-gone-too-early', 'the last day counts, and the pledge is gone before it', [
    CHALLENGES,
    'endOfDayMs(toDay)',
    'endOfDayMs(toDay - 1)',
  ]),
  mutant('one-challenge-ends-others', 'who joins one has left the other', [
    CHALLENGES,
    '{ ...account.challenges, [challengeId]: run }',
    '{ [challengeId]: run }',
  ]),
];

const ofDays: readonly Mutant[] = [
  mutant('make-up-pays', 'a missed day pays like any other', [
    MAKE_UP,
    "move: { kind: 'void' },",
    "move: { kind: 'earn', points: rulebook.checkIn.points, from: 'issuer:check-in' },",
  ]),
  mutant('make-up-key-without-day', 'two days that are made up in one request are one', [
    MAKE_UP,
    'key: `ci:${day}`',
    'key: `mu:${account.seq}`',
  ]),
  mutant('card-not-used', 'one card makes up for everything', [
    MAKE_UP,
    'makeUpCardsDelta: isFree ? 0 : -1',
    'makeUpCardsDelta: 0',
  ]),
  mutant('cards-before-free', 'a card is used where the tier has a free one', [
    MAKE_UP,
    'const isFree = freeLeft > 0;',
    'const isFree = freeLeft > 0 && cards === 0;',
  ]),
  mutant('window-a-day-wider', 'a day can be made up that is too long ago', [
    MAKE_UP,
    'today - makeUp.windowDays',
    'today - makeUp.windowDays - 1',
  ]),
  mutant('made-up-before-joining', 'a newcomer makes up for days before the first', [
    MAKE_UP,
    'Math.max(today - makeUp.windowDays, dayOf(joinedAtMs))',
    'today - makeUp.windowDays',
  ]),
  mutant('made-up-without-end', 'the month’s limit is known to nobody but the ledger', [
    MAKE_UPS,
    'timesLeft: left(TIMES, timesPerMonth)',
    'timesLeft: timesPerMonth',
  ]),
  mutant('make-up-limit-not-counted', 'a month has as many make-ups as there are cards', [
    MAKE_UPS,
    '[{ ...once, name: TIMES, cap: rulebook.checkIn.makeUp.timesPerMonth }]',
    '[] as LimitUse[]',
  ]),
  mutant('month-is-thirty-days', 'a limit of a month goes on into the next one', [
    MAKE_UPS,
    'startOfMonthMs(monthOf(nowMs) + 1)',
    'nowMs + 30 * 86_400_000',
  ]),
  mutant('make-up-adds-one', 'a make-up makes the streak a day longer, wherever it is', [
    DAYS,
    'streakDays: runOf(marks, 0),',
    'streakDays: day < days.lastDay ? days.streakDays + 1 : runOf(marks, 0),',
  ]),
  mutant('best-is-the-newest', 'the longest run is forgotten with the next one', [
    DAYS,
    'Math.max(days.bestDays, runOf(marks, lastDay - runsLastDay))',
    'runOf(marks, 0)',
  ]),
  mutant('streak-ends-with-the-bitmap', 'nobody has a streak of more than 62 days', [
    BITMAP,
    'days > BITMAP_DAYS ? 0 : runOf(marks, BITMAP_DAYS - days)',
    '0',
  ]),
  mutant('check-in-pays-nothing', 'a check-in is written, and what it pays is not', [
    CHECK_IN,
    "move: { kind: 'earn', points: earnedPoints, from: 'issuer:check-in' },",
    "move: { kind: 'void' },",
  ]),
  mutant('bonus-begins-again', 'a bonus that should stay begins anew, and the other way round', [
    CHECK_IN,
    "afterLast === 'again' ?",
    "afterLast !== 'again' ?",
  ]),
  mutant('another-entry-is-the-check-in', 'who asks again is shown what came before the check-in', [
    CHECK_IN,
    'seq: account.seq + 1, earnedPoints',
    'seq: account.seq, earnedPoints',
  ]),
];

/** Defects in what members do from day to day. */
export const dailyMutants: readonly Mutant[] = [...ofFollowUps, ...ofTasks, ...ofChallenges, ...ofDays];
