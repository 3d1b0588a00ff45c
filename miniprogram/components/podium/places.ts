import { commonCopy } from '../../copy/common';
import type { Leaderboard } from '../../services/leaderboard';
import { shortOf, withCommas } from '../../utils/format';
import { nameOf } from '../../utils/name';

/** Left to right, as people stand on a podium: second, first, third. */
const ORDER = [1, 0, 2];

/** How many of the board stand on the podium; the others are rows below it. */
export const PODIUM_PLACES = ORDER.length;

/** What of a board's row stands there; the first page's rows carry no ids. */
export type PodiumRow = Pick<
  Leaderboard['top10'][number],
  'rank' | 'displayName' | 'avatar' | 'picture' | 'weekScore'
>;

export interface Place {
  /** From the left. */
  readonly place: number;
  readonly name: string;
  readonly avatar: number;
  readonly picture: string;
  /** The block is as high as the rank, so that equals stand equally high. */
  readonly rank: number;
  readonly score: string;
  /** What a screen reader says of it. */
  readonly spoken: string;
}

export function placesOf(rows: readonly PodiumRow[]): Place[] {
  return ORDER.flatMap((index, place) => {
    const row = rows[index];
    if (!row) return [];
    const { displayName, avatar, picture, rank, weekScore } = row;
    const name = nameOf(displayName);
    const score = commonCopy.score(shortOf(weekScore));
    const spoken = `${commonCopy.rank(String(rank))} ${name} ${commonCopy.score(withCommas(weekScore))}`;
    return [{ place, name, avatar, picture, rank, score, spoken }];
  });
}
