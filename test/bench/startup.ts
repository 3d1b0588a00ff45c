import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { castOf } from '../../local/demo/cast';
import { nameOf } from '../../local/demo/demo';
import { localMemberIdOf } from '../../local/local-member-id';
import { dataOf, operate } from '../support/community';
import { freePort, StartedProcess } from '../support/process';
import { untilItSays } from '../support/says';

const FIRST_LIMIT_MS = 10_000;
const DEMO_LIMIT_MS = 90_000;
const WARM_LIMIT_MS = 4_000;
const WARM_STARTS = 3;
/** At which of the lines in which a log tells how far it is. */
const KILLED_AT = [/six weeks: 1\d %/, /six weeks: 3\d %/, /six weeks: 6\d %/];
const COMPLETE = /demo community is complete/;

const root = path.join(__dirname, '../..');

/**
 * From the command to the printed address, and to the complete demo community. First: no bundles, no data. Warm:
 * everything is there. The floor in the same run is the bare Node process with the TypeScript loader. At the end the
 * whole demo is killed on its way a few times, and must come to the same.
 */
export async function startup(): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const floorMs = bareNodeMs();
    console.log(`bare Node with the TypeScript loader  ${floorMs.toFixed(0)} ms`);
    const line = (what: string, ms: number, limitMs: number) => {
      const times = (ms / floorMs).toFixed(1);
      console.log(`${what}  ${ms.toFixed(0)} ms  limit ${limitMs} ms  ${times} × bare Node`);
      return ms <= limitMs;
    };
    rmSync(path.join(root, 'dist'), { recursive: true, force: true });
    const first = await started(path.join(folder, 'whole'), COMPLETE);
    const warm = [];
    for (let i = 0; i < WARM_STARTS; i += 1) warm.push(await started(path.join(folder, 'whole'), /./));
    const warmMs = warm.map(({ addressMs }) => addressMs).sort((a, b) => a - b)[Math.floor(WARM_STARTS / 2)];
    return [
      line('first start  ', first.addressMs, FIRST_LIMIT_MS),
      line('demo complete', first.saidMs, DEMO_LIMIT_MS),
      line('warm start   ', warmMs ?? Infinity, WARM_LIMIT_MS),
      await survivesKills(folder, first.heads),
    ].every(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Start {
  readonly addressMs: number;
  /** Until it said what it was waited for. */
  readonly saidMs: number;
  readonly heads: readonly string[];
}

async function started(dataFolder: string, wanted: RegExp): Promise<Start> {
  const before = performance.now();
  const process = new StartedProcess(['--data', dataFolder], { PORT: String(await freePort()) });
  try {
    const url = await process.address();
    const addressMs = performance.now() - before;
    await untilItSays(process, wanted);
    const saidMs = performance.now() - before;
    return { addressMs, saidMs, heads: wanted === COMPLETE ? await headsOf(url) : [] };
  } finally {
    await process.killAll();
  }
}

/** Each member's newest entry before today: another start may be late enough for one more check-in of today. */
async function headsOf(url: string): Promise<string[]> {
  const cast = castOf('qunjie', nameOf);
  return Promise.all(
    cast.map(async ({ openid }) => {
      const answer = await operate(url, 'account', { memberId: localMemberIdOf(openid) });
      const { businessDay, entries } = dataOf(answer);
      return `${openid} ${entries.find(({ day }) => day < businessDay)?.hash}`;
    }),
  );
}

async function survivesKills(folder: string, expected: readonly string[]): Promise<boolean> {
  for (const line of KILLED_AT) await started(path.join(folder, 'killed'), line);
  const { heads } = await started(path.join(folder, 'killed'), COMPLETE);
  const differing = heads.filter((line, index) => line !== expected[index]);
  console.log(
    `killed ${KILLED_AT.length} times on its way  ${differing.length} of ${expected.length} accounts differ`,
  );
  return expected.length > 0 && differing.length === 0;
}

function bareNodeMs(): number {
  const before = performance.now();
  spawnSync(process.execPath, ['--import', 'tsx', '-e', '0'], { cwd: root });
  return performance.now() - before;
}
