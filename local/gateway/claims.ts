import { successorOf } from './keys';
import { LockedRowError, type Locks } from './locks';
import type { VersionedReader } from './store';

/** What a write is about to change, announced before it changes it. */
export interface Claims {
  /** The row of a document. */
  document(key: Buffer): void;
  /** A value of a unique index: at most one row begins with it. */
  unique(prefix: Buffer): void;
}

/** A write that stands alone: it may go on unless a transaction holds the row. */
export function plainClaims(locks: Locks): Claims {
  const refuseLocked = (key: Buffer): void => {
    if (locks.ownerOf(key) !== undefined) throw new LockedRowError(key);
  };
  return { document: refuseLocked, unique: refuseLocked };
}

/**
 * The writes of one statement of a transaction. They are gathered while the statement runs on the snapshot, and
 * granted on the newest state: only where nobody else holds the row, and nobody has written it since the snapshot.
 */
export class TransactionClaims implements Claims {
  readonly #claims: { readonly key: Buffer; readonly stateIn: (reader: VersionedReader) => unknown }[] = [];

  document(key: Buffer): void {
    this.#claims.push({ key, stateIn: (reader) => reader.versionOf(key) });
  }

  unique(prefix: Buffer): void {
    this.#claims.push({ key: prefix, stateIn: (reader) => holderOf(reader, prefix) });
  }

  /** The rows that this owner doesn't hold yet, with what the snapshot says of each. */
  open(snapshot: VersionedReader, owner: object, locks: Locks): OpenClaim[] {
    return this.#claims
      .filter(({ key }) => locks.ownerOf(key) !== owner)
      .map(({ key, stateIn }) => ({ key, stateIn, seen: stateIn(snapshot) }));
  }
}

export interface OpenClaim {
  readonly key: Buffer;
  readonly stateIn: (reader: VersionedReader) => unknown;
  readonly seen: unknown;
}

/** All or none: false leaves every lock as it is. */
export function grant(
  claims: readonly OpenClaim[],
  newest: VersionedReader,
  owner: object,
  locks: Locks,
): boolean {
  const free = claims.every(
    ({ key, stateIn, seen }) => locks.ownerOf(key) === undefined && stateIn(newest) === seen,
  );
  if (free) for (const { key } of claims) locks.take(key, owner);
  return free;
}

/** Who has the value, and by which write; undefined when nobody has. */
function holderOf(reader: VersionedReader, prefix: Buffer): string | undefined {
  for (const { key } of reader.rows({ from: prefix, to: successorOf(prefix) }, false)) {
    return `${key.toString('latin1')} ${reader.versionOf(key) ?? ''}`;
  }
  return undefined;
}
