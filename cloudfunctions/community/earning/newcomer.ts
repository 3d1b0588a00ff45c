import { usedOf, type Account } from '../ledger';
import type { Rulebook } from '../rulebook';
import { earnRules } from './earn-rules';

export type Reward = 'joining_gift' | 'starter_task';

/** What a newcomer still has before them. */
export interface NewcomerGuide {
  readonly gift: { readonly points: number; readonly state: 'open' | 'claimed' };
  readonly starter: { readonly points: number; readonly state: 'locked' | 'open' | 'claimed' };
}

/** Whether that has happened which the reward is for. */
export const hasEarned = ({ checkIn }: Account, reward: Reward): boolean =>
  reward === 'joining_gift' || checkIn.lastDay > 0;

const isClaimed = ({ limits }: Account, reward: Reward, nowMs: number): boolean =>
  usedOf(limits, `${reward}:ever`, nowMs) > 0;

/** Null once there is nothing left of it. */
export function guideOf(account: Account, rulebook: Rulebook, nowMs: number): NewcomerGuide | null {
  const [gift, starter] = [
    isClaimed(account, 'joining_gift', nowMs),
    isClaimed(account, 'starter_task', nowMs),
  ];
  if (gift && starter) return null;
  const open = hasEarned(account, 'starter_task') ? 'open' : 'locked';
  return {
    gift: { points: pointsOf('joining_gift', account, rulebook, nowMs), state: gift ? 'claimed' : 'open' },
    starter: {
      points: pointsOf('starter_task', account, rulebook, nowMs),
      state: starter ? 'claimed' : open,
    },
  };
}

/** What it would pay, or has paid, by today's rulebook. */
const pointsOf = (reward: Reward, account: Account, rulebook: Rulebook, nowMs: number): number =>
  earnRules.find(({ fact }) => fact === reward)?.worth({ ...account, limits: {} }, rulebook, nowMs).points ??
  0;
