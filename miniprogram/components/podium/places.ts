import { commonCopy } from '../../copy/common';
import type { Leaderboard } from '../../services/leaderboard';
import { withCommas } from '../../utils/format';

/** Left to right, as people stand on a podium: second, first, third. */
const ORDER = [1, 0, 2];

/** How many of the board stand on the podium; the others are rows below it. */
export const PODIUM_PLACES = ORDER.length;

export interface Place {
  readonly memberId: string;
  readonly displayName: string;
  readonly avatar: number;
  /** The block is as high as the rank, so that equals stand equally high. */
  readonly rank: number;
  readonly score: string;
}

export function placesOf(rows: Leaderboard['top10']): Place[] {
  return ORDER.flatMap((index) => {
    const row = rows[index];
    if (!row) return [];
    const { memberId, displayName, avatar, rank, weekScore } = row;
    return [{ memberId, displayName, avatar, rank, score: commonCopy.score(withCommas(weekScore)) }];
  });
}
