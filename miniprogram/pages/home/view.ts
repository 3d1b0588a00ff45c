import { PODIUM_PLACES } from '../../components/podium/places';
import { homeCopy } from '../../copy/home';
import type { MemberData } from '../../services/cloud';
import type { Home } from '../../services/home';
import type { Task } from '../../services/tasks';
import { dateLineOf, shanghaiHourOf, withCommas, withSign } from '../../utils/format';
import { nameInText } from '../../utils/name';
import { absolutePath } from '../../utils/navigate';
import { pictureOfFact } from '../../utils/fact';
import { rewardOf } from '../../utils/reward';
import { pictureOfTask } from '../../utils/task';
import { tierPercentOf, tierPictureOf } from '../../utils/tier';
import { guideOf, isFresh } from './guide';

const TASKS_PATH = '/packages/daily/tasks/index';
const OWN_PATH = '/pages/home/index';

/** The bell has room for two digits. */
const MOST_UNREAD = 99;

/** What of a check-in's answer replaces the page's view. */
type MemberView = Pick<Home, Extract<keyof Home, keyof MemberData<'checkIn'>>>;

/** What of a claim's answer does. */
type TaskView = Pick<Home, Extract<keyof Home, keyof MemberData<'claimTask'>>>;

/** What the page draws, and nothing else: everything in it comes from the answer. */
export function viewOf(home: Home, nowMs: number) {
  const { tier, top10, bestAhead, businessDay, weekStrip, balancePoints, checkedInToday, guide } = home;
  return {
    communityName: home.communityName,
    greeting: homeCopy.greeting(shanghaiHourOf(nowMs), nameInText(home.displayName)),
    dateLine: isFresh(guide)
      ? homeCopy.welcome
      : `${dateLineOf(businessDay)} · ${homeCopy.memberDays(withCommas(home.memberDays))}`,
    unread: unreadOf(home.unreadNotices),
    consentDue: home.consentDue !== null,
    guide: guide && guideOf(guide),
    balancePoints,
    balanceDoor: homeCopy.balanceDoor(withCommas(balancePoints)),
    businessDay,
    weekStrip,
    avatar: home.avatar,
    picture: home.picture,
    checkedInToday,
    streak: home.streakDays > 0 ? homeCopy.streak(withCommas(home.streakDays)) : homeCopy.noStreak,
    ahead: homeCopy.ahead(bestAhead.inDays, withCommas(bestAhead.points), checkedInToday),
    reminder: checkedInToday && home.reminder ? reminderOf(home.reminder) : null,
    thingsMore: thingsMoreOf(home),
    nextTask: home.nextTask && nextTaskOf(home.nextTask),
    things: home.nextThings.map(({ fact, title, points, timesLeftToday }) => ({
      fact,
      title,
      ...pictureOfFact(fact),
      points: withSign(points),
      left: homeCopy.timesLeft(withCommas(timesLeftToday)),
    })),
    tier: {
      name: tier.name,
      level: tier.level,
      levels: tier.levels,
      percent: tierPercentOf(tier),
      picture: tierPictureOf(tier),
      line: tier.next
        ? homeCopy.tierLeft(withCommas(tier.next.growthValue - tier.growthValue), tier.next.name)
        : homeCopy.tierTop,
    },
    boardMore: homeCopy.boardMore(withCommas(home.boardRows)),
    podium: top10.slice(0, PODIUM_PLACES),
    others: top10
      .slice(PODIUM_PLACES)
      .map(({ rank, avatar, picture, isMe }) => ({ rank, avatar, picture, isMe })),
    own: ownOf(home),
  };
}

export type HomeView = ReturnType<typeof viewOf>;

/** How many notices wait: the figure at the bell, and what a screen reader says of it. */
function unreadOf(unread: number) {
  const figure = unread > MOST_UNREAD ? `${MOST_UNREAD}+` : unread > 0 ? String(unread) : '';
  return { figure, spoken: figure ? homeCopy.unread(figure) : homeCopy.notices };
}

/** What stands behind the card's link: rewards that wait come before what is left to do. */
function thingsMoreOf({ tasksClaimable, tasksOpen }: Home): string {
  if (tasksClaimable > 0) return homeCopy.thingsClaimable(withCommas(tasksClaimable));
  return tasksOpen > 0 ? homeCopy.thingsOpen(withCommas(tasksOpen)) : homeCopy.thingsMore;
}

const WAITING_REWARD = { icon: 'gift', hue: 'sun' };

function nextTaskOf(task: Task) {
  const { title, hint, progress, goal } = task;
  const isClaimable = task.state === 'claimable';
  const reward = rewardOf(task.reward);
  const done = goal > 1 ? homeCopy.progress(withCommas(progress), withCommas(goal)) : hint;
  return {
    title,
    isClaimable,
    ...(isClaimable ? WAITING_REWARD : pictureOfTask(task)),
    line: isClaimable ? homeCopy.nextClaimable(reward) : done,
    reward,
  };
}

/** Where a task is done; what is done here, or nowhere, is told on the tasks' own page. */
export const placeOf = ({ linkPath }: Task): string =>
  linkPath === '' || absolutePath(linkPath) === OWN_PATH ? TASKS_PATH : linkPath;

function reminderOf({ hour, left }: NonNullable<Home['reminder']>) {
  return {
    title: homeCopy.reminder(homeCopy.reminderWhen(hour)),
    line: left > 0 ? homeCopy.reminderLeft(withCommas(left)) : homeCopy.reminderLine(hour),
  };
}

/** What came with a check-in, beside what it paid itself. */
export const rewardsOf = (rewards: MemberData<'checkIn'>['rewards']) =>
  rewards.map(({ kind, title, ...reward }) => ({
    title: homeCopy.rewardTitles[kind](title),
    worth: rewardOf(reward),
  }));

export type RewardView = ReturnType<typeof rewardsOf>[number];

const ownOf = ({ weekScore, ownRank }: Home) =>
  weekScore > 0
    ? {
        place: homeCopy.ownRank(withCommas(ownRank)),
        score: homeCopy.ownScore(withCommas(weekScore)),
      }
    : { place: homeCopy.notOnBoard, score: '' };

/** The page's view with a check-in's answer in it: nothing needs to be fetched for it. */
export const withMemberView = (home: Home, view: MemberView): Home => ({
  ...home,
  ...view,
  top10: rankedAnew(home, view),
});

/** The page's view with a claim's answer in it. The day stays the one that the rest of the page shows. */
export const withTaskView = (home: Home, view: TaskView): Home => ({
  ...home,
  ...view,
  businessDay: home.businessDay,
});

/** The page's view with one more reminder allowed. */
export const withReminders = (home: Home, left: number): Home => ({
  ...home,
  reminder: home.reminder && { ...home.reminder, left },
});

/** The board as it stands with the member's new score, so that it never contradicts the own rank beside it. */
function rankedAnew(
  { top10, boardRows, displayName, avatar, picture }: Home,
  { weekScore, ownRank }: MemberView,
): Home['top10'] {
  const me = top10.find((row) => row.isMe) ?? { displayName, avatar, picture, isMe: true };
  const others = top10.filter((row) => !row.isMe);
  // Who reached a score earlier stands before: after the equals.
  const before = others.filter((row) => row.weekScore >= weekScore);
  const after = others.slice(before.length);
  const rankOf = (score: number) => 1 + others.filter((row) => row.weekScore > score).length;
  return [
    ...before,
    { ...me, weekScore, rank: ownRank },
    ...after.map((row) => ({ ...row, rank: rankOf(row.weekScore) + 1 })),
  ].slice(0, boardRows);
}
