import type { LedgerCall } from '../call';

/** A clock that stands still says nothing of how long an attempt takes, and neither does a call that was paused. */
const MIN_ATTEMPT_MS = 1;
const MAX_ATTEMPT_MS = 250;

/**
 * How long a post waits that has lost a race. How many others race cannot be seen: the version tells how busy an account
 * is, and a busy one looks the same with four waiting as with forty. So a post spreads over sixteen times as long as its
 * quickest attempt took, and comes back the sooner the longer it has been waiting: who came later waits longer, and
 * nobody starves, as the old would if each loss made the pause longer.
 */
export function backOff(call: LedgerCall) {
  let losses = 0;
  let quickestMs = MAX_ATTEMPT_MS;
  return (attemptMs: number): Promise<void> => {
    losses += 1;
    quickestMs = Math.max(Math.min(quickestMs, attemptMs), MIN_ATTEMPT_MS);
    return call.sleep(call.random() * quickestMs * (64 / (losses + 3)));
  };
}
