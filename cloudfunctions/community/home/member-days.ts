import type { Account } from '../ledger';
import { dayOf } from '../time';

/** Days since the first arrival, that day included; a clock that went back counts as the first day. */
export const memberDaysOf = ({ joinedAtMs }: Account, nowMs: number): number =>
  Math.max(0, dayOf(nowMs) - dayOf(joinedAtMs)) + 1;
