import type { MemberCall } from '../call';
import { accountIdOf, newAccount, type Account } from './account';
import { copyEntries } from './copy-entries';
import type { Effects } from './effects';
import { accountAfter, uncopied } from './rules';
import { ACCOUNTS } from './store';

/** Entries wait in the account until this many can be copied at once. */
const COPY_AT_PENDING = 4;
/** Bounds a call that always loses the race; by then something else is wrong. */
const MAX_ATTEMPTS = 24;
const BACKOFF_BASE_MS = 2;
const BACKOFF_MAX_MS = 64;

/** A room's verdict on the account as it stands: what happens to it, or why nothing does. */
export type Verdict<Refusal> = { readonly effects: Effects } | { readonly refusal: Refusal };

export type Posted<Refusal> =
  | { readonly account: Account; readonly effects: Effects }
  | { readonly account: Account; readonly refusal: Refusal };

/**
 * The one door for writes of points: load, decide, commit by one conditional write, and once more from the start when
 * another call was faster. `decide` must be pure, and must tell from the account alone whether its fact happened
 * already (a check-in day stands in the bitmap); so two calls to the database are enough.
 */
export async function post<Refusal>(
  call: MemberCall,
  decide: (account: Account) => Verdict<Refusal>,
): Promise<Posted<Refusal>> {
  let lost: unknown;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await pause(call, attempt);
    const stored = await call.documents.get<Account>(ACCOUNTS, accountIdOf(call.memberId));
    const account = stored ?? newAccount(call.memberId, call.nowMs);
    const verdict = decide(account);
    if ('refusal' in verdict) return { account, refusal: verdict.refusal };
    const next = accountAfter(account, call.memberId, verdict.effects, call.nowMs);
    try {
      const committed = stored
        ? await call.documents.replaceIf(ACCOUNTS, stored.ver, next)
        : await call.documents.insert(ACCOUNTS, next);
      if (committed) return { account: await settled(call, next), effects: verdict.effects };
    } catch (error) {
      // The answer was lost, not necessarily the write. What happened is found by reading, never guessed.
      lost = error;
    }
  }
  throw new Error('the account could not be written', { cause: lost });
}

/** Moves entries out of the account from time to time. The fact is committed already, so a failure only waits. */
async function settled(call: MemberCall, account: Account): Promise<Account> {
  if (uncopied(account).length < COPY_AT_PENDING) return account;
  try {
    return await copyEntries(call, account);
  } catch {
    return account;
  }
}

function pause(call: MemberCall, attempt: number): Promise<void> {
  const ceilingMs = Math.min(BACKOFF_BASE_MS * 2 ** attempt, BACKOFF_MAX_MS);
  return new Promise((resolve) => setTimeout(resolve, call.random() * ceilingMs));
}
