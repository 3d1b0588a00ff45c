import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CallMessage, InstanceMessage } from './messages';

export type FunctionFailureCode =
  'FUNCTION_CRASHED' | 'FUNCTION_TIMEOUT' | 'FUNCTION_ERROR' | 'FUNCTION_LOAD_FAILED';

/** A call that ended without a result. */
export class FunctionFailure extends Error {
  constructor(
    readonly code: FunctionFailureCode,
    message: string,
  ) {
    super(message);
  }
}

export interface InstanceOptions {
  /** The bundled instance process. */
  readonly processFile: string;
  readonly functionFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Takes each line that the function logs; without it they go where the host's own output goes. */
  readonly onLog?: ((line: string) => void) | undefined;
}

/** One process that runs one call at a time, as CloudBase does it. */
export class Instance {
  private readonly child: ChildProcess;
  private settle: ((outcome: string | FunctionFailure) => void) | undefined;
  /** Resolves when the function is loaded; rejects when it cannot be. */
  readonly ready: Promise<void>;
  alive = true;

  constructor(
    private readonly options: InstanceOptions,
    onExit: () => void,
  ) {
    this.child = fork(options.processFile, [options.functionFile], {
      // Only what CloudBase would set: nothing of this machine's environment may be leaned on.
      env: { PATH: process.env.PATH, ...options.environment },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', options.onLog ? 'pipe' : 'inherit', 'inherit', 'ipc'],
    });
    const { onLog } = options;
    if (onLog && this.child.stdout) createInterface(this.child.stdout).on('line', onLog);
    this.ready = new Promise((resolve, reject) => {
      const failed = () =>
        reject(new FunctionFailure('FUNCTION_LOAD_FAILED', `${options.functionFile} did not load`));
      this.child.once('message', () => resolve());
      this.child.once('exit', failed);
    });
    this.ready.catch(() => undefined);
    this.child.on('message', (message: InstanceMessage) => {
      if (message.type === 'result') this.settle?.(message.resultJson);
      if (message.type === 'error') this.settle?.(new FunctionFailure('FUNCTION_ERROR', message.message));
    });
    this.child.on('error', () => undefined);
    this.child.once('exit', () => {
      this.alive = false;
      this.settle?.(new FunctionFailure('FUNCTION_CRASHED', 'the instance ended in the middle of the call'));
      onExit();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** @returns the result as JSON. Rejects with a FunctionFailure. */
  async run(message: CallMessage): Promise<string> {
    await this.ready;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.settle?.(
          new FunctionFailure('FUNCTION_TIMEOUT', `no answer within ${this.options.timeoutMs} ms`),
        );
        this.kill();
      }, this.options.timeoutMs);
      this.settle = (outcome) => {
        clearTimeout(timer);
        this.settle = undefined;
        if (outcome instanceof FunctionFailure) reject(outcome);
        else resolve(outcome);
      };
      this.child.send(message, (error) => {
        if (error) this.settle?.(new FunctionFailure('FUNCTION_CRASHED', error.message));
      });
    });
  }

  kill(): void {
    this.alive = false;
    this.child.kill('SIGKILL');
  }
}
