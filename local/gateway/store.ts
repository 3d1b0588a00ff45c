import { ABORT, open, type RootDatabase } from 'lmdb';
import { GatewayError } from './gateway-error';

/** Keys from `from` on and before `to`. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
}

export interface Row {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** An ordered map of bytes, seen at one moment. */
export interface Reader {
  get(key: Buffer): Buffer | undefined;
  rows(range: KeyRange, reverse: boolean): Iterable<Row>;
  count(range: KeyRange): number;
}

export interface Writer extends Reader {
  put(key: Buffer, value: Uint8Array): void;
  remove(key: Buffer): void;
}

/** LMDB's own limit with pages of 4 KiB is 1978. */
export const MAX_KEY_BYTES = 1900;

type Outcome<T> = { readonly value: T } | { readonly refusal: GatewayError } | { readonly defect: unknown };

/** The durable map: one LMDB environment. Knows nothing of documents. */
export class Store implements Reader, Writer {
  readonly #rows: RootDatabase<Buffer, Buffer>;
  #failure: unknown;

  /** @param file path of the data file @param fsync false trades the last moments before a power cut for speed */
  constructor(file: string, fsync: boolean) {
    this.#rows = open<Buffer, Buffer>({
      path: file,
      noSubdir: true,
      encoding: 'binary',
      keyEncoding: 'binary',
      noSync: !fsync,
      // With overlapping sync a write is answered after the commit and before the flush. A commit then survives a
      // killed process but not a power cut, and "durable" would be a word.
      overlappingSync: false,
    });
  }

  /** Runs synchronous work on the newest committed state. */
  read<T>(work: (reader: Reader) => T): T {
    this.#refuseAfterFailure();
    // A read transaction is cached for the rest of the event turn and may be older than a write that this turn
    // has already answered.
    this.#rows.resetReadTxn();
    return work(this);
  }

  /**
   * Runs synchronous work inside one write transaction, alone, on the newest state, and resolves when what it wrote is
   * on the disk. Concurrent writes share one flush.
   *
   * A GatewayError thrown by the work is an answer: what the work had written before it stays (a batch that
   * stops at its third document). Any other error is a defect and undoes everything that the work wrote.
   */
  async write<T>(work: (writer: Writer) => T): Promise<T> {
    this.#refuseAfterFailure();
    let outcome: Outcome<T> | undefined;
    try {
      await this.#rows.childTransaction((): unknown => {
        outcome = attempt(() => work(this));
        return 'defect' in outcome ? ABORT : undefined;
      });
    } catch (error) {
      this.#failure = error;
      throw error;
    }
    if (outcome === undefined) throw new Error('the transaction ended without running its work');
    if ('defect' in outcome) throw outcome.defect;
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.value;
  }

  get(key: Buffer): Buffer | undefined {
    return this.#rows.get(key);
  }

  *rows(range: KeyRange, reverse: boolean): Iterable<Row> {
    const options = reverse
      ? { start: range.to, end: range.from, exclusiveStart: true, inclusiveEnd: true, reverse }
      : { start: range.from, end: range.to };
    for (const { key, value } of this.#rows.getRange(options)) yield { key, value };
  }

  count(range: KeyRange): number {
    return this.#rows.getKeysCount({ start: range.from, end: range.to });
  }

  put(key: Buffer, value: Uint8Array): void {
    this.#rows.putSync(key, Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  }

  remove(key: Buffer): void {
    this.#rows.removeSync(key);
  }

  /** After a failed commit (a full disk) nobody knows which of the works of that commit would still be true. */
  #refuseAfterFailure(): void {
    if (this.#failure !== undefined) {
      throw new Error('the store failed to commit and must be opened anew', { cause: this.#failure });
    }
  }

  async close(): Promise<void> {
    await this.#rows.close();
  }
}

function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { value: work() };
  } catch (error) {
    return error instanceof GatewayError ? { refusal: error } : { defect: error };
  }
}
