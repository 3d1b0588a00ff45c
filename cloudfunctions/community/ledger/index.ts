export { accountIdOf, newAccount, type Account, type CheckInDays, type WeekScore } from './account';
export type { Effects } from './effects';
export { loadAccount } from './load-account';
export { post, type Verdict } from './post';
export { ACCOUNTS, ENTRIES, collections } from './store';
export { accountAfter } from './rules';
