export { checkIn } from './check-in';
export { memberViewOf } from './member-view';
export { nextCheckInOf } from './rules';
