import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface StartedServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server in a process of its own: what the clients cost doesn't count as its own. */
export async function startServer(which: 'gateway' | 'bare'): Promise<StartedServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-server-'));
  const profile = process.env['BENCH_PROFILE'] === which ? ['--cpu-prof', `--cpu-prof-dir=${tmpdir()}`] : [];
  const child: ChildProcess = spawn(
    process.execPath,
    [...profile, '--import', 'tsx', path.join(__dirname, 'server-child.ts'), which, folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout === null) throw new Error('the server has no output');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: line.toString().trim(),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

export interface EngineResult {
  /** undefined when the engine isn't installed. */
  readonly rate?: number;
  /** Commits to the disk for each write. */
  readonly commits?: number;
}

export function measureEngine(
  which: 'gateway' | 'lmdb' | 'sqlite',
  clients: number,
  target: string,
  seconds: number,
): EngineResult {
  const args = [
    '--import',
    'tsx',
    path.join(__dirname, 'engine-child.ts'),
    which,
    String(clients),
    target,
    String(seconds),
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the engine ${which} failed:\n${stderr}`);
  return JSON.parse(stdout) as EngineResult;
}
