import type { LedgerCall } from '../call';
import { accountIdOf, newAccount, type Account } from './account';
import { chained, inputHashOf } from './chain';
import { copyEntries } from './copy-entries';
import type { Effects, LedgerRefusal } from './effects';
import { entryIdOf, type Entry } from './entry';
import { applied, committed, isForRooms, settledAt, timeOf, uncopied } from './rules';
import { ACCOUNTS, ENTRIES } from './store';

/** Entries wait in the account until this many can be copied at once. */
const COPY_AT_PENDING = 4;
/** So many have never been copied that a post takes the time to do it first. It never refuses. */
const COPY_FIRST_AT_PENDING = 32;
/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 100;
const BACKOFF_BASE_MS = 2;
const BACKOFF_MAX_MS = 64;

/** A room's verdict on the account as it stands: what happens to it, or why nothing does. */
export type Verdict<Refusal> = { readonly effects: Effects } | { readonly refusal: Refusal };

/** What is asked of one member's account. */
export interface Wish<Refusal> {
  readonly memberId: string;
  /**
   * The key under which this happens once, with the input that it was asked with. Left out only where the account
   * alone proves whether the fact happened (a check-in day stands in the bitmap): that saves a read.
   */
  readonly once?: { readonly key: string; readonly input: unknown };
  /** Pure. Sees the account with everything that has run out by `nowMs`. */
  readonly decide: (account: Account, nowMs: number) => Verdict<Refusal>;
}

export type Posted<Refusal> =
  /** `replayed`: this very wish had been carried out before, and this is its entry. */
  | { readonly account: Account; readonly entry: Entry; readonly replayed: boolean }
  | { readonly account: Account; readonly refusal: Refusal | LedgerRefusal };

/**
 * The one door for writes of points: load the account, then look for the key, decide, and commit by one conditional
 * write; once more from the start when another call was faster or an answer was lost.
 */
export async function post<Refusal = never>(call: LedgerCall, wish: Wish<Refusal>): Promise<Posted<Refusal>> {
  let lost: unknown;
  const inputHash = wish.once ? inputHashOf(wish.once.input) : '';
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await pause(call, attempt);
    const stored = await call.documents.get<Account>(ACCOUNTS, accountIdOf(wish.memberId));
    if (stored && uncopied(stored).length >= COPY_FIRST_AT_PENDING) {
      await copyEntries(call, stored);
      continue;
    }
    const account = stored ?? newAccount(wish.memberId, call.nowMs);
    if (wish.once) {
      // Only after the account: read the other way round, an entry could leave the account unseen in between.
      const earlier = await earlierEntry(call, account, entryIdOf(wish.memberId, wish.once.key));
      if (earlier) return sameWish(account, earlier, inputHash);
    }
    const next = decided(call, account, wish, inputHash);
    if ('refusal' in next) return next;
    try {
      const done = stored
        ? await call.documents.replaceIf(ACCOUNTS, stored.ver, next.account)
        : await call.documents.insert(ACCOUNTS, next.account);
      if (done) return { account: await copiedNow(call, next.account), entry: next.entry, replayed: false };
    } catch (error) {
      // What cannot be stored is a bug and would not be stored the next time either.
      if (error instanceof TypeError) throw error;
      // The answer was lost, not necessarily the write. What happened is found by reading, never guessed.
      lost = error;
    }
  }
  throw new Error('the account could not be written', { cause: lost });
}

async function earlierEntry(call: LedgerCall, account: Account, id: string): Promise<Entry | undefined> {
  return account.pending.find((entry) => entry._id === id) ?? (await call.documents.get<Entry>(ENTRIES, id));
}

function sameWish<Refusal>(account: Account, entry: Entry, inputHash: string): Posted<Refusal> {
  return entry.inputHash === inputHash
    ? { account, entry, replayed: true }
    : { account, refusal: 'KEY_REUSED' };
}

/** Everything that is decided, without a call: what has run out, the room's verdict, the ledger's own rules. */
function decided<Refusal>(
  call: LedgerCall,
  stored: Account,
  wish: Wish<Refusal>,
  inputHash: string,
): { account: Account; entry: Entry } | { account: Account; refusal: Refusal | LedgerRefusal } {
  const { rulebook } = call;
  const nowMs = timeOf(stored, call.nowMs);
  const settled = settledAt(stored, nowMs, rulebook.expiry, rulebook.version);
  const verdict = wish.decide(settled.account, nowMs);
  if ('refusal' in verdict) return { account: settled.account, refusal: verdict.refusal };
  if (!isForRooms(verdict.effects.key)) return { account: settled.account, refusal: 'INVALID_KEY' };
  const after = applied(settled, verdict.effects, inputHash, nowMs, rulebook.expiry);
  if ('refusal' in after) return { account: settled.account, refusal: after.refusal };
  const entries = chained(after.drafts, stored.headHash);
  const entry = entries.at(-1);
  if (!entry) throw new Error('effects without an entry');
  return { account: committed(stored, after.account, entries, nowMs), entry };
}

/** Moves entries out of the account from time to time. The fact is committed already, so a failure only waits. */
async function copiedNow(call: LedgerCall, account: Account): Promise<Account> {
  if (uncopied(account).length < COPY_AT_PENDING) return account;
  try {
    return await copyEntries(call, account);
  } catch {
    return account;
  }
}

function pause(call: LedgerCall, attempt: number): Promise<void> {
  const ceilingMs = Math.min(BACKOFF_BASE_MS * 2 ** attempt, BACKOFF_MAX_MS);
  return call.sleep(call.random() * ceilingMs);
}
