import type { KeyRange, Reader, Row, Writer } from './store';

interface StagedRow {
  readonly key: Buffer;
  /** undefined: removed. */
  readonly value: Buffer | undefined;
}

/** Writes that are not yet written: seen by whoever reads through the overlay, and by nobody else. */
export class Overlay implements Writer {
  readonly #base: Reader;
  readonly #staged = new Map<string, StagedRow>();
  #sorted: readonly StagedRow[] | undefined;

  constructor(base: Reader) {
    this.#base = base;
  }

  get isEmpty(): boolean {
    return this.#staged.size === 0;
  }

  get(key: Buffer): Buffer | undefined {
    const staged = this.#staged.get(nameOf(key));
    return staged === undefined ? this.#base.get(key) : staged.value;
  }

  /** Both sides come in order of their keys; where both have a key, the staged row hides the other. */
  *rows(range: KeyRange, reverse: boolean): Iterable<Row> {
    const staged = this.#stagedIn(range);
    if (reverse) staged.reverse();
    const turn = reverse ? -1 : 1;
    let at = 0;
    for (const row of this.#base.rows(range, reverse)) {
      let hidden = false;
      for (let next = staged[at]; next !== undefined; next = staged[at]) {
        const order = turn * Buffer.compare(next.key, row.key);
        if (order > 0) break;
        hidden = order === 0;
        at += 1;
        if (next.value !== undefined) yield { key: next.key, value: next.value };
      }
      if (!hidden) yield row;
    }
    for (const { key, value } of staged.slice(at)) if (value !== undefined) yield { key, value };
  }

  count(range: KeyRange): number {
    let count = this.#base.count(range);
    for (const { key, value } of this.#stagedIn(range)) {
      count += Number(value !== undefined) - Number(this.#base.get(key) !== undefined);
    }
    return count;
  }

  put(key: Buffer, value: Uint8Array): void {
    this.#stage({ key, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) });
  }

  remove(key: Buffer): void {
    this.#stage({ key, value: undefined });
  }

  /** Does to another writer what was done to this one. */
  writeTo(writer: Writer): void {
    for (const { key, value } of this.#staged.values()) {
      if (value === undefined) writer.remove(key);
      else writer.put(key, value);
    }
  }

  #stage(row: StagedRow): void {
    this.#staged.set(nameOf(row.key), row);
    this.#sorted = undefined;
  }

  #stagedIn({ from, to }: KeyRange): StagedRow[] {
    this.#sorted ??= [...this.#staged.values()].sort((left, right) => Buffer.compare(left.key, right.key));
    return this.#sorted.filter(({ key }) => Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0);
  }
}

/** One character for each byte: equal names are equal keys. */
function nameOf(key: Buffer): string {
  return key.toString('latin1');
}
