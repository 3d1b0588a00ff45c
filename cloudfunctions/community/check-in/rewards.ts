import type * as v from 'valibot';
import type { LedgerCall } from '../call';
import { entriesOf, type Account, type Entry } from '../ledger';
import { titleOfChallenge, titleOfTask } from '../rulebook';
import type { checkInContract } from './contract';

type Reward = v.InferOutput<(typeof checkInContract)['answer']>['rewards'][number];

/** More does not come with one check-in. */
const MOST_REWARDS = 20;

/**
 * What came with a check-in, from its entries. No call right after it; one where they have left the account, for whoever
 * asks again.
 * @param seq The check-in's own entry.
 */
export async function rewardsWith(call: LedgerCall, account: Account, seq: number): Promise<Reward[]> {
  const newest = Math.min(account.seq, seq + MOST_REWARDS);
  const since = await entriesOf(call, account, { cursor: newest + 1 }, newest - seq + 1);
  const [checkIn, ...later] = since.reverse();
  return later.filter(({ atMs }) => atMs === checkIn?.atMs).flatMap((entry) => rewardOf(entry, call));
}

function rewardOf({ fact, legs }: Entry, { rulebook }: LedgerCall): Reward[] {
  // What it came from, wherever it went to: a debt is repaid first.
  const points = -(legs[0]?.pointsDelta ?? 0);
  const of = { points, makeUpCards: Number(fact['makeUpCards'] ?? 0) };
  switch (fact.type) {
    case 'task':
      return [{ kind: 'task', title: titleOfTask(rulebook, String(fact['taskId'])), ...of }];
    case 'challenge_won':
      return [{ kind: 'challenge', title: titleOfChallenge(rulebook, String(fact['challengeId'])), ...of }];
    case 'pledge_back':
      return [{ kind: 'pledge', title: titleOfChallenge(rulebook, String(fact['challengeId'])), ...of }];
    default:
      return [];
  }
}
