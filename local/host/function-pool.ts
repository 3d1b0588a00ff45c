import { FunctionFailure, Instance, type InstanceOptions } from './instance';
import type { CallMessage } from './messages';

interface Waiting {
  readonly message: CallMessage;
  readonly resolve: (resultJson: string) => void;
  readonly reject: (failure: unknown) => void;
}

/** The instances of one function: more while calls wait, each replaced when it ends. */
export class FunctionPool {
  private readonly instances = new Set<Instance>();
  private readonly idle: Instance[] = [];
  private readonly waiting: Waiting[] = [];
  private closed = false;

  constructor(
    private readonly options: InstanceOptions,
    private readonly maxInstances: number,
  ) {}

  /** Starts the first instance ahead of the first call. */
  async warm(): Promise<void> {
    const instance = this.start();
    await instance.ready;
    this.release(instance);
  }

  get pids(): number[] {
    return [...this.instances].flatMap((instance) => instance.pid ?? []);
  }

  call(message: CallMessage): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new FunctionFailure('FUNCTION_CRASHED', 'the host is stopping'));
      this.waiting.push({ message, resolve, reject });
      this.next();
    });
  }

  /** Takes no more calls and ends each instance as soon as it has answered. */
  retire(): void {
    this.closed = true;
    this.idle.splice(0).forEach((instance) => instance.kill());
    if (this.waiting.length > 0) this.next();
  }

  close(): void {
    this.closed = true;
    const failure = new FunctionFailure('FUNCTION_CRASHED', 'the host is stopping');
    this.waiting.splice(0).forEach(({ reject }) => reject(failure));
    this.instances.forEach((instance) => instance.kill());
  }

  private next(): void {
    while (this.waiting.length > 0) {
      const instance =
        this.idle.shift() ?? (this.instances.size < this.maxInstances ? this.start() : undefined);
      if (!instance) return;
      const waiting = this.waiting.shift();
      if (waiting) void this.serve(instance, waiting);
    }
  }

  private async serve(instance: Instance, { message, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await instance.run(message));
    } catch (failure) {
      reject(failure);
    }
    this.release(instance);
  }

  private start(): Instance {
    const instance: Instance = new Instance(this.options, () => {
      this.instances.delete(instance);
      const index = this.idle.indexOf(instance);
      if (index >= 0) this.idle.splice(index, 1);
      this.next();
    });
    this.instances.add(instance);
    return instance;
  }

  private release(instance: Instance): void {
    if (!instance.alive) return;
    if (this.closed && this.waiting.length === 0) return instance.kill();
    this.idle.push(instance);
    this.next();
  }
}
