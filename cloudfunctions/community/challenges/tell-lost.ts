import type { LedgerCall } from '../call';
import type { Draft } from '../ledger';
import { leaveNotice } from '../notices';
import { titleOfChallenge } from '../rulebook';
import { challengeOfHold } from './rules';

/** Tells a member which pledges are gone, once each. */
export async function tellLost(call: LedgerCall, memberId: string, drafts: readonly Draft[]): Promise<void> {
  for (const { fact, legs, seq } of drafts) {
    const challengeId = fact.type === 'hold_forfeited' ? challengeOfHold(String(fact['holdId'])) : undefined;
    if (challengeId === undefined) continue;
    await leaveNotice(call, memberId, {
      kind: 'challenge_lost',
      key: `challenge:${seq}`,
      values: {
        challenge: titleOfChallenge(call.rulebook, challengeId),
        points: String(legs.find(({ pointsDelta }) => pointsDelta > 0)?.pointsDelta ?? 0),
      },
      linkPath: '/packages/daily/challenges/index',
    });
  }
}
