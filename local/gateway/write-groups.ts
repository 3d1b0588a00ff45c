/** Enough to share a flush among; more would only let the first ones wait. */
const MAX_GROUP = 64;

type Commit = (runAll: () => void) => void;

interface Member {
  run(): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** Group commit: works that wait in the same turn of the event loop run one after the other and are flushed at once. */
export class WriteGroups {
  readonly #commit: Commit;
  #waiting: Member[] = [];

  /** @param commit runs the works of a group in one transaction; when it returns, they are on the disk */
  constructor(commit: Commit) {
    this.#commit = commit;
  }

  /** Resolves with what the work returned, once its group is on the disk. The work must not throw. */
  join<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let result: T;
      const run = (): void => void (result = work());
      this.#add({ run, resolve: () => resolve(result), reject });
    });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  #add(member: Member): void {
    this.#waiting.push(member);
    // After the requests that have arrived already: their works belong to this group.
    if (this.#waiting.length === 1) setImmediate(() => this.#flushWhenFull(1));
  }

  /** As long as each turn brings more, one more turn costs less than one more flush. */
  #flushWhenFull(known: number): void {
    const { length } = this.#waiting;
    if (length > known && length < MAX_GROUP) setImmediate(() => this.#flushWhenFull(length));
    else this.#flush();
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      this.#commit(() => group.forEach((member) => member.run()));
    } catch (error) {
      group.forEach((member) => member.reject(error));
      return;
    }
    group.forEach((member) => member.resolve());
  }
}
