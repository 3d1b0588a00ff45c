import type { Answer } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { boughtOf, calendarsTold, madeUpOf } from './calendar-answers';
import { challengesTold, joinedOf } from './challenge-answers';
import { homesTold, type HomeDaily } from './home-answers';
import { arrivalsOf, joinAnswersOf } from './join-answers';
import { firstJoin, joinGivenOf, longestJoin, ordinaryJoin, type JoinWords } from './join-tellings';
import { mallAnswersTold, type MallAnswers } from './mall-answers';
import { orderAnswersTold, type OrderAnswers } from './order-answers';
import { claimedOf, tasksTold } from './task-answers';

/** What a function answers where nothing goes wrong, by action. */
export type Answers = {
  readonly [A in keyof MemberContracts]: Extract<Answer<MemberContracts[A]>, { ok: true }>['data'];
};

/** Thursday, a little before half past seven in Shanghai: when the pictures are taken. */
export const SHOT_AT_MS = Date.UTC(2026, 5, 17, 23, 26);

/** What the stage keeps in the cloud's place: the member's code, and one picture that members have taken. */
export const CODE_FILE = 'cloud://shots.bucket/join-codes/own.png';
const FACE_FILE = 'cloud://shots.bucket/avatars/face.png';

const TODAY = '2026-06-18';
const TIERS = [
  { name: '新芽', growthValue: 0 },
  { name: '展叶', growthValue: 100 },
  { name: '抽枝', growthValue: 500 },
  { name: '含苞', growthValue: 2_000 },
  { name: '盛放', growthValue: 5_000 },
  { name: '成林', growthValue: 12_000 },
];
const WEEK = ['2026-06-15', '2026-06-16', '2026-06-17', TODAY, '2026-06-19', '2026-06-20', '2026-06-21'];

interface Person {
  readonly name: string;
  readonly avatar: number;
  /** A file of the cloud's; left out where there is none. */
  readonly picture?: string;
}

interface Given {
  readonly community: string;
  readonly me: Person;
  readonly memberDays: number;
  readonly points: number;
  readonly streakDays: number;
  /** From 1. */
  readonly level: number;
  readonly growthValue: number;
  readonly states: readonly ('before' | 'done' | 'missed' | 'today' | 'upcoming')[];
  readonly gains: readonly (number | null)[];
  readonly board: readonly (Person & { readonly score: number })[];
  readonly weekScore: number;
  readonly ownRank: number;
  readonly lines: Answers['statement']['lines'];
  readonly tiers: readonly { readonly name: string; readonly growthValue: number }[];
  readonly titles: readonly string[];
  readonly timesLeft: number;
  readonly checkInPoints: number;
  readonly daily: HomeDaily;
  readonly calendar: Answers['checkInCalendar'];
  readonly consentDue: number | null;
  readonly unread: number;
  readonly notices: Answers['notices']['notices'];
  readonly own: Pick<Answers['profile']['own'], 'nickname' | 'nicknameState' | 'picture' | 'pictureState'>;
  readonly ownership: Answers['profile']['ownership'];
  readonly benefit: string;
  readonly giftPoints: number;
  readonly tasks: Answers['tasks'];
  readonly challenges: Answers['challenges'];
  readonly orders: OrderAnswers;
  readonly mall: MallAnswers;
  readonly join: JoinWords;
}

const CLAIMED: Answers['claimOwnership'] = {
  seq: 1,
  change: 'claimed',
  memberId: 'member-00000000000000000',
  role: 'owner',
  reason: '',
  by: 'member-00000000000000000',
  atMs: SHOT_AT_MS,
  requestId: 'request-of-a-claim',
};

function answersOf(given: Given): Answers {
  const tier = tierOf(given);
  const rows = rowsOf(given);
  const own = { weekScore: given.weekScore, ownRank: given.ownRank };
  const face = faceOf(given.me);
  const person = { communityName: given.community, ...face, memberDays: given.memberDays };
  const standing = {
    businessDay: TODAY,
    balancePoints: given.points,
    streakDays: given.streakDays,
    checkedInToday: false,
    tier,
    ...own,
  };
  const member = {
    ...standing,
    weekStrip: stripOf(given),
    bestAhead: bestAheadOf(given, 2),
    ...given.daily.summary,
  };
  const items = itemsOf(given);
  return {
    ...joinAnswersOf(joinOf(given)),
    home: {
      ...member,
      ...person,
      reminder: given.daily.reminder,
      consentDue: given.consentDue,
      unreadNotices: given.unread,
      nextThings: items
        .filter(({ fact, timesLeftToday }) => fact !== 'check_in' && timesLeftToday > 0)
        .map(({ fact, title, points, timesLeftToday }) => ({ fact, title, points, timesLeftToday })),
      top10: rows.map(({ memberId: _memberId, ...row }) => row),
      boardRows: 10,
    },
    profile: {
      ...person,
      ...standing,
      own: { ...given.own, face },
      ownership: given.ownership,
      tiers: [...given.tiers],
      badges: badgesOf(given),
    },
    checkIn: checkedInOf(given, member),
    ...daysOf(given),
    ...given.orders,
    ...given.mall,
    leaderboard: boardOf(given, rows),
    statement: statementOf(given),
    earnCatalogue: { businessDay: TODAY, items },
    pointsRules: rulesOf(given),
    myJoinCode: {
      code: 'Ab3dEf7hJk9m',
      path: '/packages/join/landing/index?scene=Ab3dEf7hJk9m',
      picture: CODE_FILE,
      communityName: given.community,
      benefit: given.benefit,
      face,
    },
    notices: {
      notices: [...given.notices],
      nextCursor: null,
      unread: given.unread,
      messages: { templateId: 'template-1', left: given.unread },
    },
    readNotices: { unread: 0 },
    allowMessage: { left: given.unread + 1 },
    claimOwnership: CLAIMED,
  };
}

/** What there is to do from day to day. */
const daysOf = ({ calendar, tasks, challenges }: Given) => ({
  checkInCalendar: calendar,
  makeUp: madeUpOf(calendar),
  buyMakeUpCard: boughtOf(calendar),
  tasks,
  claimTask: claimedOf(tasks),
  challenges,
  joinChallenge: joinedOf(challenges),
});

const joinOf = ({ join, community, me, giftPoints }: Given) =>
  joinGivenOf(join, { name: community, inviter: faceOf(me), giftPoints, nowMs: SHOT_AT_MS });

const faceOf = ({ name, avatar, picture = '' }: Person) => ({ displayName: name, avatar, picture });

const rowsOf = ({ board, me }: Given): Answers['leaderboard']['top10'] =>
  board.map(({ name, avatar, picture = '', score }, index) => ({
    rank: 1 + board.filter((other) => other.score > score).length,
    memberId: `member-${String(index).padStart(17, '0')}`,
    displayName: name,
    avatar,
    picture,
    weekScore: score,
    isMe: name === me.name,
  }));

const stripOf = ({ states, gains }: Given): Answers['home']['weekStrip'] =>
  WEEK.map((day, index) => ({ day, state: states[index] ?? 'upcoming', points: gains[index] ?? null }));

const bestAheadOf = ({ checkInPoints }: Given, inDays: number) => ({ inDays, points: checkInPoints * 3 });

const badgesOf = ({
  streakDays,
  level,
  memberDays,
  ownRank,
  weekScore,
}: Given): Answers['profile']['badges'] => [
  { badge: 'streak', value: streakDays, goals: [7, 14, 30] },
  { badge: 'tier', value: level - 1, goals: [1, 2, 3, 4, 5] },
  { badge: 'member_days', value: memberDays, goals: [30, 100, 365] },
  { badge: 'week_podium', value: weekScore > 0 ? Math.max(0, 4 - ownRank) : 0, goals: [1, 2, 3] },
];

const boardOf = (
  { me, weekScore, ownRank }: Given,
  top10: Answers['leaderboard']['top10'],
): Answers['leaderboard'] => ({
  businessDay: TODAY,
  week: { firstDay: '2026-06-15', lastDay: '2026-06-21', endsAtMs: Date.UTC(2026, 5, 21, 16) },
  top10,
  boardRows: 10,
  me: { ...faceOf(me), weekScore, ownRank },
  pointsToBoard: ownRank <= 10 ? 0 : (top10.at(-1)?.weekScore ?? 0) + 1 - weekScore,
});

const statementOf = ({ points, lines }: Given): Answers['statement'] => ({
  businessDay: TODAY,
  balancePoints: points,
  frozenPoints: 0,
  debtPoints: 0,
  nextExpiry: points > 0 ? { points: Math.ceil(points / 9), lastDay: '2027-01-31' } : null,
  lines,
  nextCursor: null,
});

function tierOf({ level, growthValue, tiers }: Given): Answers['home']['tier'] {
  const { name, growthValue: floorGrowthValue } = tiers[level - 1] ?? { name: '', growthValue: 0 };
  return { level, levels: tiers.length, name, growthValue, floorGrowthValue, next: tiers[level] ?? null };
}

function itemsOf({ titles, timesLeft, checkInPoints }: Given): Answers['earnCatalogue']['items'] {
  const [pick = '', report = ''] = titles;
  return [
    {
      fact: 'check_in',
      title: '每日签到',
      hint: '连着签，奖励一天比一天多',
      points: checkInPoints,
      timesLeftToday: 1,
      timesToday: 1,
    },
    {
      fact: 'quality_pick',
      title: pick,
      hint: '好内容被选中，积分自动到账',
      points: 10,
      timesLeftToday: timesLeft,
      timesToday: 3,
    },
    {
      fact: 'report_upheld',
      title: report,
      hint: '看到广告就举报，核实后到账',
      points: 5,
      timesLeftToday: timesLeft,
      timesToday: 5,
    },
  ];
}

/** What the check-in of the day would answer: the next day of the strip is done, and a tier may be reached by it. */
function checkedInOf(
  given: Given,
  member: Omit<Answers['checkIn'], 'earnedPoints' | 'bonusPoints' | 'rewards'>,
) {
  const growthValue = given.growthValue + 10;
  const level = given.tiers.filter((tier) => tier.growthValue <= growthValue).length;
  return {
    ...member,
    balancePoints: given.points + given.checkInPoints,
    streakDays: given.streakDays + 1,
    checkedInToday: true,
    weekStrip: member.weekStrip.map((day) =>
      day.state === 'today' ? { ...day, state: 'done' as const, points: null } : day,
    ),
    bestAhead: bestAheadOf(given, 1),
    tier: tierOf({ ...given, level, growthValue }),
    weekScore: given.weekScore + 10,
    earnedPoints: given.checkInPoints,
    bonusPoints: 5,
    rewards: given.daily.rewards,
  };
}

function rulesOf({ tiers }: Given): Answers['pointsRules'] {
  return {
    version: 1,
    sections: [
      {
        title: '签到',
        lines: [
          '每天一次，得 10 积分',
          '连续签到：第 3 天多 5 积分，第 5 天多 10 积分，第 7 天多 20 积分，每 7 天一轮',
          '一天从北京时间 0 点算起',
        ],
      },
      {
        title: '其他得分',
        lines: ['内容被精选：每次 10 积分，每天最多 3 次', '举报被采纳：每次 5 积分，每天最多 5 次'],
      },
      {
        title: '等级',
        lines: [...tiers.map(({ name, growthValue }) => `${name}：成长值 ${growthValue}`), '花积分不会掉级'],
      },
      { title: '说明', lines: ['积分不能用钱买，也不能换成钱'] },
    ],
  };
}

function linesOf(rows: readonly (readonly [day: string, reason: string, delta: number])[], last: number) {
  let balanceAfter = last;
  return rows.map(([day, reason, pointsDelta], index) => {
    const line = {
      seq: rows.length - index,
      kind: pointsDelta < 0 ? ('expire' as const) : ('earn' as const),
      reason,
      pointsDelta,
      frozenDelta: 0,
      balanceAfter,
      day,
      atMs: Date.parse(`${day}T07:26:00+08:00`),
    };
    balanceAfter -= pointsDelta;
    return line;
  });
}

const HOUR_MS = 3_600_000;

/** Newest first; the first `unread` of them nobody has read. */
const noticesOf = (
  unread: number,
  ...told: readonly (readonly [
    kind: Answers['notices']['notices'][number]['kind'],
    title: string,
    text: string,
  ])[]
): Given['notices'] =>
  told.map(([kind, title, text], index) => ({
    noticeId: `notice-${index}`,
    kind,
    title,
    text,
    linkPath: kind === 'welcome' ? '/pages/home/index' : '/packages/join/profile/index?from=mine',
    atMs: SHOT_AT_MS - HOUR_MS * (1 + 9 * index),
    isRead: index >= unread,
  }));

const NOTHING_WAITS: Given['own'] = {
  nickname: '',
  nicknameState: 'none',
  picture: '',
  pictureState: 'none',
};

const NEIGHBOURS = [
  '老周的窑',
  '阿米',
  '陶小满',
  '宋令仪',
  '山里来的陶匠',
  'Yuki',
  '拾光',
  '小马过河',
  '青禾',
  '晚风',
];

const normal: Given = {
  community: '小满陶艺社',
  me: { name: '林知夏', avatar: 1, picture: FACE_FILE },
  memberDays: 128,
  points: 2_480,
  streakDays: 12,
  level: 4,
  growthValue: 3_260,
  states: ['done', 'done', 'done', 'today', 'upcoming', 'upcoming', 'upcoming'],
  gains: [null, null, null, 15, 15, 20, 30],
  board: NEIGHBOURS.map((name, index) => ({
    name,
    avatar: (index % 8) + 1,
    ...(index === 1 ? { picture: FACE_FILE } : {}),
    score: 386 - 19 * index,
  })),
  weekScore: 142,
  ownRank: 14,
  lines: linesOf(
    [
      ['2026-06-17', '签到，连续第 12 天', 10],
      ['2026-06-16', '连签第 11 天，多得 5', 15],
      ['2026-06-15', '内容被精选', 10],
      ['2026-06-15', '签到，连续第 10 天', 10],
      ['2026-06-14', '积分到期', -120],
      ['2026-05-31', '举报被采纳', 5],
      ['2026-05-30', '签到，连续第 3 天', 15],
    ],
    2_480,
  ),
  tiers: TIERS,
  titles: ['内容被精选', '举报被采纳'],
  timesLeft: 3,
  checkInPoints: 15,
  daily: homesTold.normal,
  calendar: calendarsTold.normal.calendar,
  consentDue: null,
  unread: 2,
  notices: noticesOf(
    2,
    ['nickname_refused', '昵称没有通过', '换一个吧，大家等着叫你'],
    ['picture_refused', '头像没有通过', '换一张清楚一点的'],
    ['welcome', '欢迎来到小满陶艺社', '见面礼备好了，回首页收下'],
  ),
  own: NOTHING_WAITS,
  ownership: 'taken',
  benefit: '入社领 50 积分见面礼',
  giftPoints: 50,
  tasks: tasksTold.normal.tasks,
  challenges: challengesTold.normal.challenges,
  orders: orderAnswersTold.normal,
  mall: mallAnswersTold.normal,
  join: ordinaryJoin,
};

/** As wide as anything can get. Together with the narrowest phone and the largest type. */
const LONG_NAME = '山里来的陶匠人何大川和他的窑与猫以及院子里那棵老柿子树下的茶桌';
const STRANGE = [
  LONG_NAME,
  '周',
  '👩‍👩‍👧‍👦🏺✨🔥',
  'محمد بن عبد الله الخزاف الكبير',
  'Maximiliane-Charlotte Oberhuber',
  '',
  'שלום לכולם',
  '🦊',
  'ﷺ﷽',
  'iiiiiiiiiiiiiiiiiiiiiiiiiiiiii',
];

const extreme: Given = {
  community: '小满陶艺社暨山里来的陶匠人周末手作俱乐部总群第一分群',
  me: { name: LONG_NAME, avatar: 0 },
  memberDays: 9_999,
  points: 9_999_999,
  streakDays: 9_999,
  level: 5,
  growthValue: 9_999_995,
  states: ['done', 'missed', 'done', 'today', 'upcoming', 'upcoming', 'upcoming'],
  gains: [null, null, null, 9_999, 9_999, 9_999, 9_999],
  board: STRANGE.map((name, index) => ({
    name,
    avatar: index === 5 ? 0 : index + 1,
    score: index < 2 ? 9_999_999 : 9_999_990 - index,
  })),
  weekScore: 9_999_999,
  ownRank: 1,
  lines: linesOf(
    [
      ['2026-06-17', '连签第 9999 天，多得 9999，而且这一行的来处写得特别长，一行放不下', 9_999],
      ['2026-06-16', '管理员更正', -9_999_999],
      ['2025-12-31', 'ReasonWithoutAnySpaceInItThatWouldBreakTheLineSomewhere', 9_999_999],
    ],
    9_999_999,
  ),
  tiers: [
    ...TIERS.slice(0, 4),
    { name: '山里来的陶匠', growthValue: 5_000 },
    { name: '盛放到院子里的老柿子树', growthValue: 10_000_000 },
    { name: '成林', growthValue: 99_999_999 },
  ],
  titles: ['内容被精选并且排在群里最上面整整三天', '举报被采纳'],
  timesLeft: 999,
  checkInPoints: 9_999,
  daily: homesTold.extreme,
  calendar: calendarsTold.extreme.calendar,
  consentDue: 12,
  unread: 9_999,
  notices: noticesOf(
    1,
    ['admission_asked_again', `${LONG_NAME}请你再说说`, `${LONG_NAME}，${LONG_NAME}`],
    ['nickname_refused', 'ReasonWithoutAnySpaceInItThatWouldBreakTheLineSomewhere', ''],
  ),
  own: {
    nickname: LONG_NAME,
    nicknameState: 'review',
    picture: 'cloud://shots.bucket/avatars/new.png',
    pictureState: 'refused',
  },
  ownership: 'byCode',
  benefit: '入社领 9,999 积分见面礼，第一次签到再领 9,999 积分，还有一张体验券',
  giftPoints: 9_999_999,
  tasks: tasksTold.extreme.tasks,
  challenges: challengesTold.extreme.challenges,
  orders: orderAnswersTold.extreme,
  mall: mallAnswersTold.extreme,
  join: longestJoin,
};

const empty: Given = {
  community: '小满陶艺社',
  me: { name: '周', avatar: 3 },
  memberDays: 1,
  points: 0,
  streakDays: 0,
  level: 1,
  growthValue: 0,
  states: ['before', 'before', 'before', 'today', 'upcoming', 'upcoming', 'upcoming'],
  gains: [null, null, null, 10, 10, 15, 15],
  board: [],
  weekScore: 0,
  ownRank: 1,
  lines: [],
  tiers: TIERS,
  titles: ['内容被精选', '举报被采纳'],
  timesLeft: 0,
  checkInPoints: 10,
  daily: homesTold.empty,
  calendar: calendarsTold.empty.calendar,
  consentDue: null,
  unread: 0,
  notices: [],
  own: { ...NOTHING_WAITS, nickname: '周老三', nicknameState: 'checking' },
  ownership: 'offered',
  benefit: '入社领 50 积分见面礼',
  giftPoints: 20,
  tasks: tasksTold.empty.tasks,
  challenges: challengesTold.empty.challenges,
  orders: orderAnswersTold.empty,
  mall: mallAnswersTold.empty,
  join: firstJoin,
};

/** An ordinary morning, everything at its longest, and a first morning in an empty community. */
export type Telling = 'normal' | 'extreme' | 'empty';

const tell = <Told>(toldOf: (given: Given) => Told): Readonly<Record<Telling, Told>> => ({
  normal: toldOf(normal),
  extreme: toldOf(extreme),
  empty: toldOf(empty),
});

export const answers = tell(answersOf);

/** What `arrive` answers to those who stand somewhere else on the way in. */
export const arrivals = tell((given) => arrivalsOf(joinOf(given)));
