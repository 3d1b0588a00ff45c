import type { Account } from '../../../cloudfunctions/community/ledger';
import type { DailyAsk } from './daily-wishes';
import type { DailyReference } from './reference-daily';

const MAX_HOLDS = 16;

/**
 * Why this could not be had from an account with `uptoSeq` entries, by the entries alone.
 * @param daily Has followed all entries, the later ones as well; undefined where there never was one.
 */
export function reasonOf(
  asks: DailyAsk,
  { availablePoints, holds }: Account,
  daily: DailyReference | undefined,
  uptoSeq: number,
  nowMs: number,
): string | undefined {
  if (!daily) return undefined;
  const seq = uptoSeq + 1;
  const unpaid = (points: number) => (points > availablePoints ? 'INSUFFICIENT_POINTS' : undefined);
  switch (asks.kind) {
    case 'make_up':
      return daily.days.whyNot(asks.day, seq, nowMs);
    case 'claim':
      return daily.tasks.whyNot(asks.taskId, asks.period, seq, nowMs);
    case 'join': {
      const { challengeId, pledgePoints } = asks;
      const isFull = pledgePoints > 0 && Object.keys(holds).length >= MAX_HOLDS;
      const why = daily.challenges.whyNot(challengeId, pledgePoints, seq, nowMs);
      return why ?? (isFull ? 'TOO_MANY_HOLDS' : unpaid(pledgePoints));
    }
    case 'card':
      return daily.days.whyNoCard(asks.pricePoints, seq, nowMs) ?? unpaid(asks.pricePoints);
  }
}
