import { checkIn, clockTo, dataOf, DAY_MS } from '../support/community';

const HOUR_MS = 3_600_000;
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
/** 1970-01-01 was a Thursday. */
const DAYS_FROM_MONDAY_TO_EPOCH = 3;

async function nowOf(url: string): Promise<number> {
  const { nowMs } = (await (await fetch(`${url}/host/clock`)).json()) as { nowMs: number };
  return nowMs;
}

/** To ten o'clock of the next Monday: what the tasks of a day and a week pay is then the same whenever a story is told. */
export async function beginOnMonday(url: string): Promise<void> {
  const today = Math.floor(((await nowOf(url)) + SHANGHAI_OFFSET_MS) / DAY_MS);
  const monday = today + 7 - ((today + DAYS_FROM_MONDAY_TO_EPOCH) % 7);
  await clockTo(url, monday * DAY_MS - SHANGHAI_OFFSET_MS + 10 * HOUR_MS);
}

/** Lives so many days of check-ins, one after another; the last of them is today. */
export async function liveDays(url: string, openid: string, days: number): Promise<void> {
  const nowMs = await nowOf(url);
  for (let day = 1; day <= days; day += 1) {
    await clockTo(url, nowMs + day * DAY_MS);
    dataOf(await checkIn(url, openid));
  }
}

/**
 * Lives ten days of check-ins that end yesterday, a Thursday, so that today's is still to be done: 155 points, 20 for seven
 * days in a row and 15 for five days of the first week. A few neighbours come now and then.
 */
export async function liveUpToYesterday(url: string, openid: string): Promise<void> {
  await beginOnMonday(url);
  const nowMs = await nowOf(url);
  for (let day = 1; day <= 10; day += 1) {
    await clockTo(url, nowMs + day * DAY_MS);
    dataOf(await checkIn(url, openid));
    for (let neighbour = 2; neighbour <= 6; neighbour += 1)
      if (day % neighbour === 0) dataOf(await checkIn(url, `new-neighbour-${neighbour}`));
  }
  await clockTo(url, nowMs + 11 * DAY_MS);
}
