import {
  collectionNamed,
  withCollection,
  withNewCollection,
  type CollectionRecord,
  type IndexRecord,
} from './catalog';
import type { Database, WriteSession } from './database';
import { checkDeclarations, type CollectionDeclaration, type IndexDeclaration } from './declarations';
import { fromBytes } from './ejson';
import { GatewayError } from './gateway-error';
import { successorOf, uint32Key } from './keys';

/** Makes collections and indexes what the declarations say, in one transaction: all of it or, on an error, nothing. */
export async function applyDeclarations(
  database: Database,
  declarations: readonly CollectionDeclaration[],
): Promise<void> {
  checkDeclarations(declarations);
  let refusal: GatewayError | undefined;
  try {
    await database.write((session) => {
      try {
        for (const declaration of declarations) applyDeclaration(session, declaration);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        refusal = error;
        // Not a GatewayError any more, so that the whole transaction is undone.
        throw new Error('undo', { cause: error });
      }
    });
  } catch (error) {
    throw refusal ?? error;
  }
}

function applyDeclaration(session: WriteSession, { name, indexes }: CollectionDeclaration): void {
  if (!session.catalog.collections.some((collection) => collection.name === name)) {
    session.saveCatalog(withNewCollection(session.catalog, name));
  }
  const existing = collectionNamed(session.catalog, name).indexes;
  const kept = existing.filter((index) => indexes.some((declared) => isSame(index, declared)));
  for (const dropped of existing.filter((index) => !kept.includes(index))) clearIndex(session, dropped);
  if (kept.length !== existing.length) setIndexes(session, name, kept);
  for (const declared of indexes) {
    if (!kept.some((index) => isSame(index, declared))) buildIndex(session, name, declared);
  }
}

function isSame(index: IndexRecord, declared: IndexDeclaration): boolean {
  return definitionOf(index) === definitionOf(declared);
}

function definitionOf({ name, fields, unique, sparse }: IndexDeclaration): string {
  const keys = fields.map(({ path, direction }) => [path, direction]);
  return JSON.stringify([name, keys, unique ?? false, sparse ?? false]);
}

function buildIndex(session: WriteSession, collectionName: string, declared: IndexDeclaration): void {
  const { nextNumber } = session.catalog;
  const index: IndexRecord = { ...declared, number: nextNumber, multikey: false };
  session.saveCatalog({ ...session.catalog, nextNumber: nextNumber + 1 });
  const collection = session.collection(collectionName);
  setIndexes(session, collectionName, [...collection.indexes, index]);
  const start = uint32Key(collection.number);
  for (const key of keysIn(session, start)) {
    const bytes = session.writer.get(key);
    if (bytes !== undefined) session.addToIndex(collection, index, fromBytes(bytes));
  }
}

function clearIndex(session: WriteSession, index: IndexRecord): void {
  for (const key of keysIn(session, uint32Key(index.number))) session.writer.remove(key);
}

/** All of them at once: a cursor must not be walked while rows are written beside it. */
function keysIn(session: WriteSession, prefix: Buffer): Buffer[] {
  const keys: Buffer[] = [];
  for (const { key } of session.writer.rows({ from: prefix, to: successorOf(prefix) }, false)) keys.push(key);
  return keys;
}

function setIndexes(session: WriteSession, name: string, indexes: readonly IndexRecord[]): void {
  const collection: CollectionRecord = { ...session.collection(name), indexes };
  session.saveCatalog(withCollection(session.catalog, collection));
}
