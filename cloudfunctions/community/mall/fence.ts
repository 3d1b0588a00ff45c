import type { LedgerCall } from '../call';
import { keySearch, newestAccountOf, post, type Entry } from '../ledger';
import { withTries, type Claim } from '../shelf';

/**
 * Makes sure of what a claim has come to: where nothing has been paid under its key, the key is used up by a void, so that a
 * call that was only paused finds the door closed. Without it, what was claimed could be given back and paid for all the same.
 * @returns the entry under the key: a spend, or a void.
 */
export async function fence(
  call: LedgerCall,
  { member, key }: Pick<Claim, 'member' | 'key'>,
  orderId: string,
): Promise<Entry> {
  const account = await withTries(call, () => newestAccountOf(call, member));
  // Not older than the key that it closes, whenever the call began that does it.
  const now = { ...call, nowMs: Math.max(call.nowMs, call.clockMs()) };
  const posted = await post(now, {
    memberId: member,
    account,
    once: { key, input: { fenced: orderId } },
    decide: () => ({
      effects: {
        key,
        fact: { type: 'redeem_given_up', order: orderId },
        rulebookVersion: call.rulebook.version,
        move: { kind: 'void' },
      },
    }),
  });
  if (!('refusal' in posted)) return posted.entry;
  if (posted.refusal !== 'KEY_REUSED') throw new Error(`a void was refused: ${posted.refusal}`);
  const entry = await keySearch(call, member, key)(posted.account);
  if (!entry) throw new Error(`the entry under ${key} cannot be found`);
  return entry;
}

/** Whether this entry is what pays the order, out of this very stock. */
export const pays = ({ kind, fact }: Entry, orderId: string, lane: number): boolean =>
  kind === 'spend' && fact['order'] === orderId && Number(fact['lane'] ?? 0) === lane;
