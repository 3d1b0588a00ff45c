import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** `npm start` in a process group of its own, so that all of it can be killed at once. */
export class StartedProcess {
  private readonly child: ChildProcess;
  output = '';
  readonly exited: Promise<number | null>;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const take = (chunk: Buffer) => (this.output += chunk.toString());
    this.child.stdout?.on('data', take);
    this.child.stderr?.on('data', take);
    this.exited = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
    // Whoever ends before it takes it along: in its own group it hears of nothing.
    const killGroup = () => this.killGroup();
    process.once('exit', killGroup);
    void this.exited.then(() => process.removeListener('exit', killGroup));
  }

  /** The address, once it is printed. */
  async address(): Promise<string> {
    for (;;) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(this.output) ?? [];
      if (url) return url;
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`ended before it was up:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** To the process that the user sees, as a terminal or a supervisor does it. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** To everything at once, without a chance to say goodbye. */
  async killAll(): Promise<void> {
    this.killGroup();
    await this.exited;
  }

  private killGroup(): void {
    if (!this.child.pid || this.child.exitCode !== null) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
