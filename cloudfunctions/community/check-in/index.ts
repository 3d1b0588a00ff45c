export { buyMakeUpCard } from './buy-make-up-card';
export { checkIn } from './check-in';
export { checkInCalendar } from './check-in-calendar';
export { makeUp } from './make-up';
export { memberViewOf } from './member-view';
export { remindDue } from './remind';
export { nextCheckInOf, todayOf } from './rules';
