import { checkIn, clockTo, dataOf, DAY_MS } from '../support/community';

async function nowOf(url: string): Promise<number> {
  const { nowMs } = (await (await fetch(`${url}/host/clock`)).json()) as { nowMs: number };
  return nowMs;
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
 * Lives ten days of check-ins that end yesterday, 155 points in all, so that today's is still to be done. A few
 * neighbours come now and then.
 */
export async function liveUpToYesterday(url: string, openid: string): Promise<void> {
  const nowMs = await nowOf(url);
  for (let day = 1; day <= 10; day += 1) {
    await clockTo(url, nowMs + day * DAY_MS);
    dataOf(await checkIn(url, openid));
    for (let neighbour = 2; neighbour <= 6; neighbour += 1)
      if (day % neighbour === 0) dataOf(await checkIn(url, `new-neighbour-${neighbour}`));
  }
  await clockTo(url, nowMs + 11 * DAY_MS);
}
