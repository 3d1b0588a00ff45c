import {
  CatalogCache,
  collectionNamed,
  withMultikey,
  writeCatalog,
  type Catalog,
  type CollectionRecord,
  type IndexRecord,
} from './catalog';
import { plainClaims, type Claims } from './claims';
import { duplicateKey, failed, GatewayError, invalid } from './gateway-error';
import { encodeDocument, toBytes } from './ejson';
import { indexKeysOf } from './index-keys';
import { encodeKey, successorOf, uint32Key } from './keys';
import { LockedRowError, Locks, type SetTimer } from './locks';
import { MAX_KEY_BYTES, type Reader, type Store, type Writer } from './store';
import { fieldOf, isNumber, type BsonDocument, type BsonValue } from './values';
import { isNaNValue } from './compare';
import { ObjectId } from 'bson';

export interface DatabaseOptions {
  readonly setTimer: SetTimer;
  /** How long a write waits for a row that a transaction holds. */
  readonly lockWaitMs: number;
}

/** Documents and their indexes over the store, with the catalog that says which there are. */
export class Database {
  readonly store: Store;
  readonly locks = new Locks();
  readonly catalogs = new CatalogCache();
  readonly #options: DatabaseOptions;

  constructor(store: Store, options: DatabaseOptions) {
    this.store = store;
    this.#options = options;
  }

  read<T>(collection: string, work: (reader: Reader, collection: CollectionRecord) => T): T {
    return this.store.read((reader) => work(reader, collectionNamed(this.catalogs.read(reader), collection)));
  }

  /** Reads several collections at one moment. */
  readAll<T>(work: (reader: Reader, catalog: Catalog) => T): T {
    return this.store.read((reader) => work(reader, this.catalogs.read(reader)));
  }

  /**
   * Runs work inside one write transaction; see `Store.write` for what its errors undo. Work that meets a row which a
   * transaction holds is undone and, once the row is free, done anew from its beginning.
   */
  async write<T>(work: (session: WriteSession) => T): Promise<T> {
    const waitsUntil = performance.now() + this.#options.lockWaitMs;
    for (;;) {
      try {
        return await this.store.write((writer) => this.#runSession(writer, work));
      } catch (error) {
        if (!(error instanceof LockedRowError)) throw error;
        const free = await this.locks.waitUntilFree(
          error.key,
          waitsUntil - performance.now(),
          this.#options.setTimer,
        );
        if (!free) throw lockedTooLong(this.#options.lockWaitMs);
      }
    }
  }

  #runSession<T>(writer: Writer, work: (session: WriteSession) => T): T {
    const session = new WriteSession(writer, this.catalogs.read(writer), plainClaims(this.locks));
    const result = workOrRefusal(() => work(session));
    if (session.catalogChanged) writeCatalog(writer, session.catalog);
    return result();
  }
}

/** Lets a refusal pass only after the catalog is saved; a defect goes through at once and undoes all. */
function workOrRefusal<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return () => {
      throw error;
    };
  }
}

function lockedTooLong(waitMs: number): GatewayError {
  return failed(
    `the document is held by a transaction that neither committed nor aborted within ${waitMs} ms; nothing was written`,
  );
}

/** What a write transaction may do. Each change of a document is checked whole before its first byte is written. */
export class WriteSession {
  readonly writer: Writer;
  catalog: Catalog;
  catalogChanged = false;
  readonly #claims: Claims;

  constructor(writer: Writer, catalog: Catalog, claims: Claims) {
    this.writer = writer;
    this.catalog = catalog;
    this.#claims = claims;
  }

  collection(name: string): CollectionRecord {
    return collectionNamed(this.catalog, name);
  }

  saveCatalog(catalog: Catalog): void {
    this.catalog = catalog;
    this.catalogChanged = true;
  }

  /** @throws GatewayError E11000 when the `_id` or a unique value is taken */
  insert(collectionName: string, document: BsonDocument): void {
    const collection = this.collection(collectionName);
    const id = fieldOf(document, '_id') ?? null;
    const key = documentKey(collection, id);
    this.#claims.document(key);
    if (this.writer.get(key) !== undefined) {
      throw duplicateKey(collectionName, '_id_', encodeDocument({ _id: id }));
    }
    this.#store(collection, undefined, document);
  }

  replace(collectionName: string, before: BsonDocument, after: BsonDocument): void {
    this.#store(this.collection(collectionName), before, after);
  }

  delete(collectionName: string, document: BsonDocument): void {
    const collection = this.collection(collectionName);
    const id = fieldOf(document, '_id') ?? null;
    const idKey = idKeyOf(id);
    const entries = collection.indexes.map((index) => ({ index, keys: indexKeysOf(index, document).keys }));
    this.#claims.document(documentKey(collection, id));
    for (const { index, keys } of entries) if (index.unique) keys.forEach((key) => this.#claims.unique(key));
    for (const { keys } of entries) {
      for (const key of keys) this.writer.remove(Buffer.concat([key, idKey]));
    }
    this.writer.remove(documentKey(collection, id));
  }

  /** Adds the entries of one document to an index that is being built. */
  addToIndex(collection: CollectionRecord, index: IndexRecord, document: BsonDocument): void {
    const idKey = idKeyOf(fieldOf(document, '_id') ?? null);
    const { keys, throughArray } = indexKeysOf(index, document);
    if (index.unique) this.#checkUnique(collection, index, keys, idKey);
    for (const key of keys) this.writer.put(Buffer.concat([key, idKey]), idKey);
    if (throughArray) this.#markMultikey(index);
  }

  #store(collection: CollectionRecord, before: BsonDocument | undefined, after: BsonDocument): void {
    const id = fieldOf(after, '_id') ?? null;
    const idKey = idKeyOf(id);
    const bytes = toBytes(after);
    const key = documentKey(collection, id);
    this.#claims.document(key);
    const changes = collection.indexes.map((index) => {
      const oldKeys = before === undefined ? [] : indexKeysOf(index, before).keys;
      const { keys, throughArray } = indexKeysOf(index, after);
      const added = keys.filter((key) => !oldKeys.some((old) => old.equals(key)));
      const removed = oldKeys.filter((old) => !keys.some((key) => key.equals(old)));
      if (index.unique) {
        for (const value of [...removed, ...added]) this.#claims.unique(value);
        this.#checkUnique(collection, index, added, idKey);
      }
      return { index, added, removed, throughArray };
    });
    for (const { index, added, removed, throughArray } of changes) {
      for (const key of removed) this.writer.remove(Buffer.concat([key, idKey]));
      for (const key of added) this.writer.put(Buffer.concat([key, idKey]), idKey);
      if (throughArray) this.#markMultikey(index);
    }
    this.writer.put(key, bytes);
  }

  #checkUnique(
    collection: CollectionRecord,
    index: IndexRecord,
    keys: readonly Buffer[],
    idKey: Buffer,
  ): void {
    for (const key of keys) {
      for (const row of this.writer.rows({ from: key, to: successorOf(key) }, false)) {
        if (!row.value.equals(idKey)) {
          const fields = index.fields.map(({ path }) => path).join(', ');
          throw duplicateKey(collection.name, index.name, `{ ${fields} }`);
        }
      }
    }
  }

  #markMultikey(index: IndexRecord): void {
    if (!index.multikey) this.saveCatalog(withMultikey(this.catalog, index.number));
  }
}

/** The key of a document: ordered by `_id` within its collection. */
export function documentKey(collection: CollectionRecord, id: BsonValue): Buffer {
  return Buffer.concat([uint32Key(collection.number), idKeyOf(id)]);
}

export function idKeyOf(id: BsonValue): Buffer {
  return encodeKey(id);
}

/** @throws GatewayError for a type or length of `_id` that this store doesn't keep */
export function checkId(id: BsonValue): void {
  const allowed = typeof id === 'string' || (isNumber(id) && !isNaNValue(id)) || id instanceof ObjectId;
  if (!allowed) throw invalid('_id must be a string, a number or an ObjectId');
  if (idKeyOf(id).length > MAX_KEY_BYTES / 2) throw failed(`_id is longer than ${MAX_KEY_BYTES / 2} bytes`);
}
