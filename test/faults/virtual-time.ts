interface Waiting {
  readonly atMs: number;
  /** Among equals the one that began to wait first wakes first. */
  readonly order: number;
  readonly wake: () => void;
}

/** A clock that only moves when everybody waits. Weeks pass in no time, and always in the same order. */
export class VirtualTime {
  nowMs: number;
  #waiting: Waiting[] = [];
  #order = 0;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.later(ms, resolve));
  }

  later(ms: number, wake: () => void): void {
    this.#waiting.push({ atMs: this.nowMs + Math.max(0, ms), order: (this.#order += 1), wake });
  }

  /** Lets time pass until the work is done and nobody waits any more: abandoned calls run to their end, too. */
  async run(work: Promise<unknown>): Promise<void> {
    let done = false;
    let failure: { readonly error: unknown } | undefined;
    work.then(
      () => (done = true),
      (error: unknown) => (failure = { error }),
    );
    for (;;) {
      // Everything between two waits is microtasks, and all of them run before the next turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      if (failure) throw failure.error;
      const next = this.#takeNext();
      if (!next) {
        if (done) return;
        throw new Error('everybody waits for something that never comes');
      }
      this.nowMs = next.atMs;
      next.wake();
    }
  }

  /** Nothing happens for a while. Only between runs. */
  jump(ms: number): void {
    if (this.#waiting.length > 0) throw new Error('somebody still waits');
    this.nowMs += ms;
  }

  #takeNext(): Waiting | undefined {
    let best = 0;
    for (let i = 1; i < this.#waiting.length; i += 1) {
      const [a, b] = [this.#waiting[i], this.#waiting[best]];
      if (a && b && (a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order))) best = i;
    }
    return this.#waiting.splice(best, 1)[0];
  }
}
