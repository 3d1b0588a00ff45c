import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkIn, home } from './support/community';
import { freePort, StartedProcess } from './support/process';

const KILLS = 20;
const MEMBERS_PER_ROUND = 24;

jest.setTimeout(KILLS * 20_000);

describe('kill -9 of everything in the middle', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kill-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`loses no acknowledged check-in in ${KILLS} kills, and doubles none`, async () => {
    const acknowledged: string[] = [];
    const unanswered: { openid: string; requestId: string }[] = [];
    const port = String(await freePort());
    const start = () => new StartedProcess(['--empty', '--data', folder], { PORT: port });

    for (let round = 0; round < KILLS; round += 1) {
      const process = start();
      const url = await process.address();
      const wishes = Array.from({ length: MEMBERS_PER_ROUND }, (_, i) => ({
        openid: `o-${round}-${i}`,
        requestId: `round-${round}-member-${i}`,
      }));
      const answered = new Set<string>();
      const killed = new Promise<void>((resolve) => {
        // After some answers, while others are on their way: each round a little later.
        const killAfter = 1 + (round % (MEMBERS_PER_ROUND - 4));
        for (const { openid, requestId } of wishes) {
          checkIn(url, openid, requestId).then(
            (answer) => {
              if (answer.ok) answered.add(openid);
              if (answered.size === killAfter) resolve(process.killAll());
            },
            () => undefined,
          );
        }
      });
      await killed;
      for (const wish of wishes) {
        if (answered.has(wish.openid)) acknowledged.push(wish.openid);
        else unanswered.push(wish);
      }
    }

    const process = start();
    try {
      const url = await process.address();
      for (const openid of acknowledged) {
        expect(await home(url, openid)).toMatchObject({ balancePoints: 10, streakDays: 1, weekScore: 10 });
      }
      // Whoever got no answer sends the same wish again: it counts once, whether it had come through or not.
      for (const { openid, requestId } of unanswered) {
        expect(await checkIn(url, openid, requestId)).toMatchObject({
          ok: true,
          data: { balancePoints: 10 },
        });
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
      expect(unanswered.length).toBeGreaterThanOrEqual(KILLS);
    } finally {
      await process.killAll();
    }
  });
});
