import type { IndexDeclaration } from './declarations';
import { GatewayError, invalid } from './gateway-error';
import { uint32Key } from './keys';
import type { Reader } from './store';

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
export const CATALOG_KEY = uint32Key(0);

export function readCatalog(reader: Reader): Catalog {
  const bytes = reader.get(CATALOG_KEY);
  if (bytes === undefined) return { nextNumber: 1, collections: [] };
  return JSON.parse(bytes.toString('utf8')) as Catalog;
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
