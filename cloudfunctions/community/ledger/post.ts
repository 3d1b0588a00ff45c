import type { LedgerCall } from '../call';
import { accountIdOf, newAccount, type Account } from './account';
import { backOff } from './back-off';
import { chained, inputHashOf } from './chain';
import { areCopied, COPY_FIRST_AT_PENDING, copyEntries, isCopyDue } from './copy-entries';
import type { Effects, LedgerRefusal } from './effects';
import type { Entry } from './entry';
import { keySearch } from './key-search';
import { applied, committed, isForRooms, settledAt, timeOf, type Drafted } from './rules';
import { ACCOUNTS } from './store';

/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 100;

/** A room's verdict on the account as it stands: what happens to it, or why nothing does. */
export type Verdict<Refusal> =
  | {
      readonly effects: Effects;
      /** What comes with it, in this order: written together with it or not at all, each as an entry of its own. */
      readonly followUps?: readonly Effects[];
    }
  | { readonly refusal: Refusal };

/** What is asked of one member's account. */
export interface Wish<Refusal> {
  readonly memberId: string;
  /** The account, where the room has just read it: that saves a call. */
  readonly account?: Account | undefined;
  /**
   * The key under which this happens once, with the input that it was asked with. Left out only where the account
   * alone proves whether the fact happened (a check-in day stands in the bitmap): that saves a read.
   */
  readonly once?: {
    readonly key: string;
    readonly input: unknown;
    /** The key carries this instant, and its entry is never older: saves the read where the account has none so new. */
    readonly notBeforeMs?: number;
  };
  /** Pure. Sees the account with everything that has run out by `nowMs`. */
  readonly decide: (account: Account, nowMs: number) => Verdict<Refusal>;
}

export type Posted<Refusal> =
  /** `entry`: of the effects themselves. `replayed`: this very wish had been carried out before, and this is its entry. */
  | { readonly account: Account; readonly entry: Entry; readonly replayed: boolean }
  | { readonly account: Account; readonly refusal: Refusal | LedgerRefusal };

/**
 * The one door for writes of points: load the account, then look for the key, decide, and commit by one conditional
 * write; once more from the start when another call was faster or an answer was lost.
 */
export async function post<Refusal = never>(call: LedgerCall, wish: Wish<Refusal>): Promise<Posted<Refusal>> {
  const inputHash = wish.once ? inputHashOf(wish.once.input) : '';
  const earlierEntry = wish.once && keySearch(call, wish.memberId, wish.once.key, wish.once.notBeforeMs);
  const pauseAfter = backOff(call);
  let lost: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const begunMs = call.clockMs();
    // The first read may lag, since a write that rests on it fails. After that it would only fail again.
    const mayLag = attempt === 0;
    const stored = await (mayLag ? firstRead(call, wish) : newestRead(call, wish));
    if (stored && stored.pending.length >= COPY_FIRST_AT_PENDING) {
      await copyEntries(call, stored);
      continue;
    }
    const account = stored ?? newAccount(wish.memberId, call.nowMs);
    // Only after the account: read the other way round, an entry could leave the account unseen in between.
    const earlier = await earlierEntry?.(account);
    // Carried out and gone from the account since it was read: nobody is told a balance from before the entry.
    if (earlier && earlier.seq > account.seq) continue;
    if (earlier) return sameWish(account, earlier, inputHash);
    const next = decided(call, account, wish, inputHash);
    if ('refusal' in next) {
      // This very wish may have been carried out a moment ago, and then it must not be refused.
      if (!mayLag || !wish.once) return next;
      continue;
    }
    const leaving = mayLag && (await areCopied(call, account)) ? account.pending.length : 0;
    const after = { ...next.account, pending: next.account.pending.slice(leaving) };
    try {
      const done = stored
        ? await call.documents.replaceIf(ACCOUNTS, stored.ver, after)
        : await call.documents.insert(ACCOUNTS, after);
      if (done) {
        await copyIfDue(call, account, after);
        return { account: after, entry: next.entry, replayed: false };
      }
    } catch (error) {
      // What cannot be stored is a bug and would not be stored the next time either.
      if (error instanceof TypeError) throw error;
      // The answer was lost, not necessarily the write. What happened is found by reading, never guessed.
      lost = error;
    }
    await pauseAfter(call.clockMs() - begunMs);
  }
  throw new Error('the account could not be written', { cause: lost });
}

const firstRead = async <Refusal>(call: LedgerCall, wish: Wish<Refusal>): Promise<Account | undefined> =>
  wish.account ?? call.documents.get<Account>(ACCOUNTS, accountIdOf(wish.memberId));

const newestRead = <Refusal>(call: LedgerCall, { memberId }: Wish<Refusal>): Promise<Account | undefined> =>
  call.documents.getNewest<Account>(ACCOUNTS, accountIdOf(memberId));

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
  const followUps = verdict.followUps ?? [];
  let after: Drafted = settled;
  for (const effects of [verdict.effects, ...followUps]) {
    const next = isForRooms(effects.key)
      ? applied(after, effects, effects === verdict.effects ? inputHash : '', nowMs, rulebook.expiry)
      : { refusal: 'INVALID_KEY' as const };
    if ('refusal' in next) return { account: settled.account, refusal: next.refusal };
    after = next;
  }
  const entries = chained(after.drafts, stored.headHash);
  const entry = entries.at(-1 - followUps.length);
  if (!entry) throw new Error('effects without an entry');
  return { account: committed(stored, after.account, entries), entry };
}

/** The fact is committed already: where the copying fails, entries wait a little longer, and that is all. */
async function copyIfDue(call: LedgerCall, before: Account, after: Account): Promise<void> {
  if (!isCopyDue(before, after)) return;
  try {
    await copyEntries(call, after);
  } catch {
    // The next post that is due tries again.
  }
}
