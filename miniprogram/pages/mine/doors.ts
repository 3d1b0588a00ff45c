import { mineCopy } from '../../copy/mine';
import type { Profile } from '../../services/profile';

const { doors } = mineCopy;
const DAILY = [
  { name: 'calendar', icon: 'calendar', title: doors.calendar, url: '/packages/daily/calendar/index' },
  { name: 'tasks', icon: 'tasks', title: doors.tasks, url: '/packages/daily/tasks/index' },
  { name: 'challenges', icon: 'flag', title: doors.challenges, url: '/packages/daily/challenges/index' },
];
const POINTS = [
  { name: 'statement', icon: 'list', title: doors.statement, url: '/packages/points/statement/index' },
  { name: 'earn', icon: 'coin', title: doors.earn, url: '/packages/points/earn/index' },
  { name: 'rules', icon: 'book', title: doors.rules, url: '/packages/points/rules/index' },
];
const MALL = [
  { name: 'orders', icon: 'parcel', title: doors.orders, url: '/packages/mall/orders/index' },
  { name: 'coupons', icon: 'ticket', title: doors.coupons, url: '/packages/mall/coupons/index' },
  { name: 'addresses', icon: 'pin', title: doors.addresses, url: '/packages/mall/addresses/index' },
];
const COMMUNITY = [
  { name: 'invite', icon: 'invite', title: doors.invite, url: '/packages/invite/poster/index' },
  { name: 'notices', icon: 'bell', title: doors.notices, url: '/packages/member/notices/index' },
];
const CLAIM = { name: 'claim', icon: 'key', title: doors.claim, url: '/packages/member/claim/index' };
const OTHERS = [
  { name: 'settings', icon: 'gear', title: doors.settings, url: '/packages/member/settings/index' },
  { name: 'feedback', icon: 'pen', title: doors.feedback, url: '/packages/member/feedback/index' },
];

/** Where one can go from here; to the claim only while there is something to claim. */
export const groupsOf = (ownership: Profile['ownership']) => [
  { title: mineCopy.groups.daily, doors: DAILY },
  {
    title: mineCopy.groups.community,
    doors: ownership === 'taken' ? COMMUNITY : [...COMMUNITY, CLAIM],
  },
  { title: mineCopy.groups.points, doors: POINTS },
  { title: mineCopy.groups.mall, doors: MALL },
  { title: mineCopy.groups.others, doors: OTHERS },
];
