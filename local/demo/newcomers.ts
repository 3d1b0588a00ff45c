import type { DayNumber } from '../../cloudfunctions/community/time';
import { hourAndMinute, instantOf } from './calendar';
import { leadOpenid, type Person } from './cast';
import { chanceOf } from './chance';
import { stepOf, type Step, type WayIn } from './step';

/** What people call themselves. */
const NICKNAMES = [
  '顾南风',
  '阿青',
  '老周爱做壶',
  '小满妈妈',
  'Momo',
  '一叶🌿',
  '陶然居士',
  '林深见鹿',
  '泥巴手',
  '周末去拉坯的小陈同学',
  '阿May',
  '沈星回',
  '釉里红',
  '北北',
  '窑口等你',
  '三分甜',
] as const;

/** How likely it is that somebody was brought by a member. */
const INVITED = 0.4;
/** Every so many-th has a name of their own. */
const NAMED_EVERY = 3;

/** How a member of the cast came in: some by a code that another one showed them. */
export function wayInOf(seed: string, { openid, isFounder }: Person): WayIn {
  const number = Number(openid.replace(/\D+/g, ''));
  const nickname = number % NAMED_EVERY === 0 ? NICKNAMES[number / NAMED_EVERY - 1] : undefined;
  const isInvited = !isFounder && chanceOf(seed, openid, 'invited') < INVITED;
  return {
    fits: true,
    ...(nickname ? { nickname } : {}),
    ...(isInvited ? { invitedBy: leadOpenid } : {}),
  };
}

/** Who wait for a decision today. */
export const applicantSteps = (today: DayNumber): Step[] =>
  [
    { openid: 'demo-applicant-1', nickname: '陶艺用品批发', minute: hourAndMinute(0, 20) },
    { openid: 'demo-applicant-2', nickname: '路过看看', minute: hourAndMinute(0, 35) },
  ].map(({ openid, nickname, minute }) =>
    stepOf(openid, instantOf(today, minute), { kind: 'join', way: { fits: false, nickname } }),
  );
