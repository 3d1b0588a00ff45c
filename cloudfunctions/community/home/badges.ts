import type * as v from 'valibot';
import type { Account } from '../ledger';
import type { Rulebook } from '../rulebook';
import type { profileContract } from './contract';

export type Badge = v.InferOutput<(typeof profileContract)['answer']>['badges'][number];

/** The podium has three places, whatever else a rulebook says. */
const PODIUM_PLACES = 3;

/** What the other rooms say of the member. */
export interface Standing {
  readonly memberDays: number;
  readonly level: number;
  readonly levels: number;
  readonly weekScore: number;
  readonly ownRank: number;
}

/** Badges that follow from what is known: nothing of them is stored, so none can be claimed without its fact. */
export function badgesOf({ checkIn }: Account, standing: Standing, { badges }: Rulebook): Badge[] {
  const { memberDays, level, levels, weekScore, ownRank } = standing;
  // Who arrives has the first tier: climbing begins with the second.
  const climbed = Array.from({ length: levels - 1 }, (_, index) => index + 1);
  const places = Array.from({ length: PODIUM_PLACES }, (_, index) => index + 1);
  return [
    { badge: 'streak', value: checkIn.bestDays, goals: [...badges.streakDays] },
    ...(climbed.length > 0 ? [{ badge: 'tier' as const, value: level - 1, goals: climbed }] : []),
    { badge: 'member_days', value: memberDays, goals: [...badges.memberDays] },
    {
      badge: 'week_podium',
      value: weekScore > 0 ? Math.max(0, PODIUM_PLACES + 1 - ownRank) : 0,
      goals: places,
    },
  ];
}
