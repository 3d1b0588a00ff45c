/** One step of a client, on one document. */
export interface Step {
  readonly do: 'read' | 'inc' | 'add' | 'remove' | 'commit' | 'abort';
  readonly on: string;
  /** Outside every transaction. */
  readonly plain?: boolean;
}

/** What a step comes to; undefined as long as it waits. */
export interface Outcome {
  value: string | undefined;
}

interface Version {
  /** undefined: removed. */
  readonly n: number | undefined;
}

interface ModelTransaction {
  snapshot: ReadonlyMap<string, Version> | undefined;
  readonly writes: Map<string, Version>;
  ended: boolean;
}

interface Waiting {
  readonly step: Step;
  readonly outcome: Outcome;
}

/** Snapshot isolation as it is documented, in memory: what the gateway's transactions are compared with. */
export class SnapshotModel {
  readonly #stored = new Map<string, Version>();
  readonly #owners = new Map<string, ModelTransaction>();
  readonly #transactions = new Map<number, ModelTransaction>();
  #waiting: Waiting[] = [];

  constructor(documents: Readonly<Record<string, number>>) {
    for (const [name, n] of Object.entries(documents)) this.#stored.set(name, { n });
  }

  valueOf(name: string): string {
    return String(this.#stored.get(name)?.n ?? 'nothing');
  }

  step(client: number, step: Step): Outcome {
    if (step.plain === true) return this.#plain(step);
    const transaction = this.#transactions.get(client) ?? {
      snapshot: undefined,
      writes: new Map(),
      ended: false,
    };
    this.#transactions.set(client, transaction);
    return { value: transaction.ended ? 'gone' : this.#inside(transaction, step) };
  }

  #plain(step: Step): Outcome {
    if (step.do !== 'read' && this.#owners.has(step.on) && this.#touches(step)) {
      const outcome: Outcome = { value: undefined };
      this.#waiting.push({ step, outcome });
      return outcome;
    }
    return { value: this.#doPlain(step) };
  }

  /** An update or a removal that finds nothing has nothing to wait for. */
  #touches({ do: what, on }: Step): boolean {
    return what === 'add' || this.#stored.get(on)?.n !== undefined;
  }

  #doPlain({ do: what, on }: Step): string {
    const n = this.#stored.get(on)?.n;
    if (what === 'read') return this.valueOf(on);
    if (what === 'add') {
      if (n !== undefined) return 'taken';
      this.#stored.set(on, { n: 10 });
      return 'done';
    }
    if (n === undefined) return 'nothing';
    this.#stored.set(on, { n: what === 'inc' ? n + 1 : undefined });
    return 'done';
  }

  #inside(transaction: ModelTransaction, { do: what, on }: Step): string {
    if (what === 'commit' || what === 'abort') {
      if (what === 'commit')
        for (const [name, version] of transaction.writes) this.#stored.set(name, version);
      this.#end(transaction);
      return 'done';
    }
    transaction.snapshot ??= new Map(this.#stored);
    const seen = transaction.snapshot.get(on);
    const n = (transaction.writes.get(on) ?? seen)?.n;
    if (what === 'read') return String(n ?? 'nothing');
    if (what === 'add' && n !== undefined) {
      this.#end(transaction);
      return 'taken';
    }
    if (what !== 'add' && n === undefined) return 'nothing';
    const owner = this.#owners.get(on);
    if (owner !== transaction && (owner !== undefined || !isSame(this.#stored.get(on), seen))) {
      this.#end(transaction);
      return 'conflict';
    }
    this.#owners.set(on, transaction);
    transaction.writes.set(on, { n: what === 'add' ? 10 : what === 'inc' ? (n ?? 0) + 1 : undefined });
    return 'done';
  }

  #end(transaction: ModelTransaction): void {
    transaction.ended = true;
    for (const [name, owner] of this.#owners) if (owner === transaction) this.#owners.delete(name);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) {
      if (this.#owners.has(one.step.on)) this.#waiting.push(one);
      else one.outcome.value = this.#doPlain(one.step);
    }
  }
}

/** Written since, or not; a document that came and went in between is none as before. */
function isSame(stored: Version | undefined, seen: Version | undefined): boolean {
  return stored === seen || (stored?.n === undefined && seen?.n === undefined);
}
