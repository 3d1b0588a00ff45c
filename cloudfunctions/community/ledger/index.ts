export {
  accountIdOf,
  memberIdOfAccount,
  newAccount,
  type Account,
  type CheckInDays,
  type WeekScore,
} from './account';
export type { Effects, LedgerRefusal, LimitUse, Move } from './effects';
export { keyOf, type Entry, type EntryKind, type Fact } from './entry';
export { NEVER_ENDS_MS, usedOf } from './limits';
export { accountOf, balanceOf, openAccount, settledNow } from './load-account';
export { post, type Posted, type Verdict } from './post';
export type { Draft } from './rules';
export { ACCOUNTS, ENTRIES, collections } from './store';
export { entriesOf, isWanted, type EntryFilter } from './entries-of';
export { entryBySeq } from './entry-by-seq';
export { settleDue } from './settle-due';
