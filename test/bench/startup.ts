import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, StartedProcess } from '../support/process';

const FIRST_LIMIT_MS = 10_000;
const WARM_LIMIT_MS = 4_000;
const WARM_STARTS = 3;

const root = path.join(__dirname, '../..');

/**
 * From the command to the printed address. First: no bundles, no data, the demo yet to be lived. Warm: everything is
 * there. The floor in the same run is the bare Node process with the TypeScript loader.
 */
export async function startup(): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const floorMs = bareNodeMs();
    rmSync(path.join(root, 'dist'), { recursive: true, force: true });
    const firstMs = await startMs(folder);
    const warm = [];
    for (let i = 0; i < WARM_STARTS; i += 1) warm.push(await startMs(folder));
    const warmMs = warm.sort((a, b) => a - b)[Math.floor(WARM_STARTS / 2)] ?? Infinity;
    const line = (what: string, ms: number, limitMs: number) =>
      console.log(
        `${what}  ${ms.toFixed(0)} ms  limit ${limitMs} ms  ${(ms / floorMs).toFixed(1)} × bare Node`,
      );
    console.log(`bare Node with the TypeScript loader  ${floorMs.toFixed(0)} ms`);
    line('first start', firstMs, FIRST_LIMIT_MS);
    line('warm start ', warmMs, WARM_LIMIT_MS);
    return firstMs <= FIRST_LIMIT_MS && warmMs <= WARM_LIMIT_MS;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startMs(dataFolder: string): Promise<number> {
  const port = String(await freePort());
  const before = performance.now();
  const process = new StartedProcess(['--data', dataFolder], { PORT: port });
  try {
    await process.address();
    return performance.now() - before;
  } finally {
    await process.killAll();
  }
}

function bareNodeMs(): number {
  const before = performance.now();
  spawnSync(process.execPath, ['--import', 'tsx', '-e', '0'], { cwd: root });
  return performance.now() - before;
}
