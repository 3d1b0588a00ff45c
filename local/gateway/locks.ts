/** A write met a row that a transaction holds. Never reaches a caller: the write waits and is done anew. */
export class LockedRowError extends Error {
  readonly key: Buffer;

  constructor(key: Buffer) {
    super('the row is locked by a transaction');
    this.name = 'LockedRowError';
    this.key = key;
  }
}

/** Makes a callback happen later; answers how to take that back. Handed in, so that tests turn the hands themselves. */
export type SetTimer = (callback: () => void, delayMs: number) => () => void;

export const systemTimer: SetTimer = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  // Waiting for a lock or an expiry is no reason to keep a process alive.
  timer.unref();
  return () => clearTimeout(timer);
};

/** Which transaction holds which row, and who waits for it. In memory: a transaction doesn't outlive its process. */
export class Locks {
  readonly #owners = new Map<string, object>();
  readonly #waiters = new Map<string, Set<() => void>>();

  ownerOf(key: Buffer): object | undefined {
    return this.#owners.size === 0 ? undefined : this.#owners.get(nameOf(key));
  }

  take(key: Buffer, owner: object): void {
    this.#owners.set(nameOf(key), owner);
  }

  /** Gives all rows of an owner free and wakes who waits for them. */
  releaseAll(owner: object): void {
    for (const [name, holder] of this.#owners) {
      if (holder !== owner) continue;
      this.#owners.delete(name);
      const waiters = this.#waiters.get(name);
      this.#waiters.delete(name);
      for (const wake of waiters ?? []) wake();
    }
  }

  /** Resolves with true when the row is free, with false when the time is up before. */
  waitUntilFree(key: Buffer, waitMs: number, setTimer: SetTimer): Promise<boolean> {
    if (this.ownerOf(key) === undefined) return Promise.resolve(true);
    if (waitMs <= 0) return Promise.resolve(false);
    const name = nameOf(key);
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(name) ?? new Set();
      this.#waiters.set(name, waiters);
      const wake = (): void => {
        stopTimer();
        resolve(true);
      };
      waiters.add(wake);
      const stopTimer = setTimer(() => {
        waiters.delete(wake);
        resolve(false);
      }, waitMs);
    });
  }
}

function nameOf(key: Buffer): string {
  return key.toString('latin1');
}
