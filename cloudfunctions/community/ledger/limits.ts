import type { Account } from './account';
import type { LimitUse } from './effects';

/** How much of a limit is used up now. */
export function usedOf(limits: Account['limits'], name: string, nowMs: number): number {
  const line = Object.hasOwn(limits, name) ? limits[name] : undefined;
  return line && line.endsAtMs > nowMs ? line.used : 0;
}

/**
 * Counts the uses, and prunes the periods that have ended. An amount below zero gives back what was used in that very period.
 * @returns null where one of them would go beyond its cap.
 */
export function limitsAfter(
  limits: Account['limits'],
  uses: readonly LimitUse[],
  nowMs: number,
): Account['limits'] | null {
  const next = Object.fromEntries(Object.entries(limits).filter(([, line]) => line.endsAtMs > nowMs));
  for (const { name, amount, cap, endsAtMs } of uses) {
    if (amount < 0 && next[name]?.endsAtMs !== endsAtMs) continue;
    const used = usedOf(next, name, nowMs) + amount;
    if (amount > 0 && used > cap) return null;
    if (used > 0) next[name] = { used, endsAtMs };
    else delete next[name];
  }
  return next;
}
