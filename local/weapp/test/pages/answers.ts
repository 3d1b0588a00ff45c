import { memberContracts } from '../../../../cloudfunctions/member/contract';
import type { Action, Data } from './cloud';
import { sampleOf, type Given } from './sample';

const first = { rank: 1, displayName: '远山', avatar: 1, picture: '', weekScore: 1260, isMe: false };
const me = { rank: 2, displayName: '晨光里的小满', avatar: 3, picture: '', weekScore: 45, isMe: true };

/** A line of the statement that came in; the higher its number, the newer it is. */
export const lineOf = (seq: number) => ({
  seq,
  kind: 'earn' as const,
  reason: `第 ${seq} 笔签到`,
  pointsDelta: 10,
  frozenDelta: 0,
  balanceAfter: 10 * seq,
  day: '2026-06-18',
  atMs: Date.UTC(2026, 5, 17, 23, 26),
});

/** So many lines, newest first, down to the number `last`. */
export const linesDownTo = (last: number, count: number) =>
  Array.from({ length: count }, (_, index) => lineOf(last + count - 1 - index));

/** A notice that was read; the higher its number, the newer it is. */
export const noticeOf = (number: number) => ({
  noticeId: `notice-${number}`,
  kind: 'welcome' as const,
  title: `第 ${number} 条通知`,
  text: '见面礼备好了',
  linkPath: '/pages/home/index',
  atMs: Date.UTC(2026, 5, 17, 23, 26) + 60_000 * number,
  isRead: true,
});

/** One member on one Thursday, before the check-in: whatever is asked, the answer says the same by the same name. */
const known = {
  businessDay: '2026-06-18',
  communityName: '清晨读书会',
  displayName: me.displayName,
  avatar: me.avatar,
  picture: 'cloud://env.bucket/avatars/own.png',
  memberDays: 37,
  balancePoints: 1280,
  streakDays: 10,
  weekScore: me.weekScore,
  ownRank: me.rank,
  me: {
    displayName: me.displayName,
    avatar: me.avatar,
    picture: '',
    weekScore: me.weekScore,
    ownRank: me.rank,
  },
  top10: [first, me],
  boardRows: 10,
  week: { firstDay: '2026-06-15', lastDay: '2026-06-21', endsAtMs: Date.UTC(2026, 5, 21, 16) },
  weekStrip: ['done', 'done', 'done', 'today', 'upcoming', 'upcoming', 'upcoming'].map((state, index) => ({
    day: `2026-06-${15 + index}`,
    state,
    points: state === 'done' ? null : 10 + index,
  })),
  bestAhead: { inDays: 3, points: 25 },
  tier: {
    level: 2,
    levels: 3,
    name: '常客',
    growthValue: 340,
    floorGrowthValue: 200,
    next: { name: '老友', growthValue: 1000 },
  },
  tiers: ['新客', '常客', '老友'].map((name, index) => ({ name, growthValue: [0, 200, 1000][index] })),
  lines: linesDownTo(1, 3),
  items: [
    { fact: 'check_in', title: '每日签到', points: 15, timesLeftToday: 1, timesToday: 1 },
    { fact: 'quality_pick', title: '精华内容', points: 0, timesLeftToday: 0, timesToday: 3 },
  ],
  memberId: 'member-00000000000000000',
  by: 'member-00000000000000000',
  version: 12,
  code: 'Ab3dEf7hJk9m',
  path: 'packages/join/landing/index?scene=Ab3dEf7hJk9m',
  benefit: '入社领 50 积分见面礼',
  face: { displayName: me.displayName, avatar: me.avatar, picture: '' },
  notices: [noticeOf(1)],
  unread: 0,
  sections: [{ title: '签到怎么算', lines: ['每天一次，连续有加分', '漏签可以补'] }],
};

/** What this member is answered, and what the test says otherwise. */
export const answerOf = <A extends Action>(action: A, other?: Given<Data<A>>): Data<A> =>
  sampleOf(memberContracts[action].answer, { ...known, ...(other as object | undefined) });
