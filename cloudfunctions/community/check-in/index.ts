export { checkIn } from './check-in';
export { memberViewOf } from './member-view';
export { bestStreakOf, nextCheckInOf } from './rules';
