import type { Account } from './account';
import type { LimitUse } from './effects';

/** How much of a limit is used up now. */
export function usedOf(limits: Account['limits'], name: string, nowMs: number): number {
  const line = Object.hasOwn(limits, name) ? limits[name] : undefined;
  return line && line.endsAtMs > nowMs ? line.used : 0;
}

/**
 * Counts the uses, and prunes the periods that have ended.
 * @returns null where one of them would go beyond its cap.
 */
export function limitsAfter(
  limits: Account['limits'],
  uses: readonly LimitUse[],
  nowMs: number,
): Account['limits'] | null {
  const next = Object.fromEntries(Object.entries(limits).filter(([, line]) => line.endsAtMs > nowMs));
  for (const { name, amount, cap, endsAtMs } of uses) {
    const used = usedOf(next, name, nowMs) + amount;
    if (used > cap) return null;
    next[name] = { used, endsAtMs };
  }
  return next;
}
