export {
  accountIdOf,
  memberIdOfAccount,
  newAccount,
  type Account,
  type ChallengeRun,
  type CheckInDays,
  type TaskProgress,
  type WeekScore,
} from './account';
export type { Effects, LedgerRefusal, LimitUse, Move } from './effects';
export { keyOf, type Entry, type EntryKind, type Fact } from './entry';
export { usedOf } from './limits';
export { keySearch } from './key-search';
export { accountOf, balanceOf, newestAccountOf, openAccount, settledNow } from './load-account';
export { post, type Posted, type Verdict } from './post';
export { timeOf, type Draft } from './rules';
export { ACCOUNTS, ENTRIES, collections } from './store';
export { entriesOf, isWanted, type EntryFilter } from './entries-of';
export { entriesByKey } from './entries-by-key';
export { entryBySeq } from './entry-by-seq';
export { settleDue } from './settle-due';
