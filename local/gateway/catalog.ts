import type { IndexDeclaration } from './declarations';
import { GatewayError, invalid } from './gateway-error';
import { uint32Key } from './keys';
import type { Reader, Writer } from './store';

/** A declared index and what the store knows about it. */
export interface IndexRecord extends IndexDeclaration {
  /** The first four bytes of its keys; never used again after it is dropped. */
  readonly number: number;
  /** Some document has, or once had, an array on one of its paths. */
  readonly multikey: boolean;
}

export interface CollectionRecord {
  readonly name: string;
  /** The first four bytes of the keys of its documents. */
  readonly number: number;
  readonly indexes: readonly IndexRecord[];
}

/** What collections and indexes there are. Never changed in place, so that a failed transaction can fall back. */
export interface Catalog {
  readonly nextNumber: number;
  readonly collections: readonly CollectionRecord[];
}

/** Number 0 is the catalog's own row; collections and indexes begin at 1. */
const CATALOG_KEY = uint32Key(0);

/**
 * Reads the catalog out of the very state that is being read. One kept in memory would, between a write and its
 * commit, name an index whose rows a reader doesn't see yet.
 */
export class CatalogCache {
  #bytes: Buffer | undefined;
  #catalog: Catalog = { nextNumber: 1, collections: [] };

  read(reader: Reader): Catalog {
    const bytes = reader.get(CATALOG_KEY);
    if (bytes === undefined) return { nextNumber: 1, collections: [] };
    if (this.#bytes?.equals(bytes) !== true) {
      this.#bytes = Buffer.from(bytes);
      this.#catalog = JSON.parse(bytes.toString('utf8')) as Catalog;
    }
    return this.#catalog;
  }
}

export function writeCatalog(writer: Writer, catalog: Catalog): void {
  writer.put(CATALOG_KEY, Buffer.from(JSON.stringify(catalog)));
}

export function collectionNamed(catalog: Catalog, name: string): CollectionRecord {
  const found = catalog.collections.find((collection) => collection.name === name);
  if (found) return found;
  throw new GatewayError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. Please check your request, but if the problem persists, contact us.`,
  );
}

export function withNewCollection(catalog: Catalog, name: string): Catalog {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$/.test(name))
    throw invalid(`"${name}" is not a valid collection name`);
  return {
    nextNumber: catalog.nextNumber + 1,
    collections: [...catalog.collections, { name, number: catalog.nextNumber, indexes: [] }],
  };
}

export function withCollection(catalog: Catalog, changed: CollectionRecord): Catalog {
  return {
    ...catalog,
    collections: catalog.collections.map((collection) =>
      collection.number === changed.number ? changed : collection,
    ),
  };
}

export function withMultikey(catalog: Catalog, indexNumber: number): Catalog {
  return {
    ...catalog,
    collections: catalog.collections.map((collection) => ({
      ...collection,
      indexes: collection.indexes.map((index) =>
        index.number === indexNumber ? { ...index, multikey: true } : index,
      ),
    })),
  };
}

/** Whether rows written under one catalog are all there is to write under the other one. */
export function sameStructure(left: Catalog, right: Catalog): boolean {
  return structureOf(left) === structureOf(right);
}

function structureOf({ collections }: Catalog): string {
  return JSON.stringify(
    collections.map(({ number, indexes }) => [number, ...indexes.map((index) => index.number)]),
  );
}

/** Takes over which indexes have met arrays. */
export function withMultikeysOf(catalog: Catalog, other: Catalog): Catalog {
  const known = new Set(multikeysOf(catalog));
  return multikeysOf(other).reduce(
    (merged, number) => (known.has(number) ? merged : withMultikey(merged, number)),
    catalog,
  );
}

function multikeysOf({ collections }: Catalog): number[] {
  return collections.flatMap(({ indexes }) =>
    indexes.filter(({ multikey }) => multikey).map(({ number }) => number),
  );
}
