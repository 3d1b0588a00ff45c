import type { Host, HostClock } from '../host';

const MS_PER_DAY = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Who one can be in the preview from the start, and how each has kept at it: `1` a day checked in, oldest first. */
const members = [
  { openid: 'demo-member-1', habit: '1111111111', minuteOfDay: 432 },
  { openid: 'demo-member-2', habit: '1101111011', minuteOfDay: 485 },
  { openid: 'demo-member-3', habit: '0010010000', minuteOfDay: 1290 },
] as const;

export const demoOpenids: readonly string[] = members.map((member) => member.openid);

/**
 * Lets the demo members live the days up to yesterday: through the same action as anyone, while the clock moves. Today
 * is left to whoever looks. Stopped in the middle it can simply be run again: each request has its own fixed id.
 */
export async function liveDemo(host: Host, clock: HostClock): Promise<void> {
  const nowMs = Date.now();
  const midnightMs = nowMs - ((nowMs + SHANGHAI_OFFSET_MS) % MS_PER_DAY);
  for (const [index] of [...members[0].habit].entries()) {
    const daysAgo = members[0].habit.length - index;
    for (const { openid, habit, minuteOfDay } of members) {
      if (habit[index] !== '1') continue;
      clock.offsetMs = midnightMs - daysAgo * MS_PER_DAY + minuteOfDay * 60_000 - Date.now();
      const requestId = `demo-${Math.floor((midnightMs + SHANGHAI_OFFSET_MS) / MS_PER_DAY) - daysAgo}-${openid}`;
      await checkIn(host, openid, requestId);
    }
  }
  clock.offsetMs = 0;
}

async function checkIn(host: Host, openid: string, requestId: string): Promise<void> {
  const answer = JSON.parse(await host.call('member', { action: 'checkIn', requestId }, openid)) as {
    readonly ok: boolean;
    readonly code?: string;
  };
  if (!answer.ok && answer.code !== 'ALREADY_CHECKED_IN') {
    throw new Error(`the demo's check-in was refused: ${answer.code}`);
  }
}
