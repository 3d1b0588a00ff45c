import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** A process that answers each message with one of its own. */
export class Child {
  private constructor(private readonly child: ChildProcess) {}

  /** @param file From this folder. */
  static async start(file: string, environment: Readonly<Record<string, string>>): Promise<Child> {
    const child = fork(path.join(__dirname, file), [], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...environment },
    });
    await new Promise<void>((resolve) => child.once('spawn', resolve));
    return new Child(child);
  }

  heard(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`a bench process ended with ${code}`));
      this.child.once('exit', ended);
      this.child.once('message', (message) => {
        this.child.off('exit', ended);
        resolve(message);
      });
    });
  }

  ask(message: object | string): Promise<unknown> {
    const answer = this.heard();
    this.child.send(message);
    return answer;
  }

  async end(): Promise<void> {
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode !== null) return;
    if (this.child.connected) this.child.disconnect();
    await exited;
  }
}
