import type { Desk } from './desk';

/** What is to reach somebody else's server, again and again until it is answered or the waits are used up. */
export interface Delivery {
  dueAtMs: number;
  attempts: number;
  status: 'due' | 'delivered' | 'given up';
}

const MAX_SETTLED = 200;

/** Only what is settled is forgotten, the oldest first. */
export function withoutOldest<Item extends Delivery>(list: readonly Item[]): Item[] {
  const settled = list.filter(({ status }) => status !== 'due');
  const forgotten = new Set(settled.slice(0, Math.max(0, settled.length - MAX_SETTLED)));
  return list.filter((item) => !forgotten.has(item));
}

export function earliestAtMs(list: readonly Delivery[]): number | undefined {
  const due = list.filter(({ status }) => status === 'due').map(({ dueAtMs }) => dueAtMs);
  return due.length === 0 ? undefined : Math.min(...due);
}

/**
 * Delivers what is due by now, the earliest first, each once.
 * @param waitsMsOf How long after each attempt that isn't answered the next one comes.
 * @param deliver Whether the other side answered; to reject is not to answer.
 * @returns how many were taken
 */
export async function deliverDue<Item extends Delivery>(
  desk: Desk,
  list: readonly Item[],
  waitsMsOf: (item: Item) => readonly number[],
  deliver: (item: Item) => Promise<boolean>,
): Promise<number> {
  const nowMs = desk.now();
  const isDue = (item: Item): boolean => item.status === 'due' && item.dueAtMs <= nowMs;
  let taken = 0;
  for (const item of list.filter(isDue).sort((one, other) => one.dueAtMs - other.dueAtMs)) {
    // Somebody else may be delivering at the same time.
    if (!isDue(item)) continue;
    const waitMs = waitsMsOf(item)[item.attempts];
    // Written down before it leaves: who stops in the middle sends it again, never forgets it.
    item.attempts += 1;
    item.dueAtMs = nowMs + (waitMs ?? 1);
    desk.save();
    const answered = await deliver(item).catch(() => false);
    if (answered) taken += 1;
    item.status = answered ? 'delivered' : waitMs === undefined ? 'given up' : 'due';
    desk.save();
  }
  return taken;
}
