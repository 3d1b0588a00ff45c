import type { Documents, StoredDocument } from '../../cloudfunctions/platform/documents';
import type { MemoryStore } from '../faults/memory-store';

/** Documents in memory, where nothing goes wrong and nothing lags. */
export const memoryDocuments = (store: MemoryStore): Documents => ({
  callCount: 0,
  get: <T extends StoredDocument>(name: string, id: string) =>
    Promise.resolve(store.get(name, id, 0) as T | undefined),
  getMany: <T extends StoredDocument>(name: string, ids: readonly string[]) =>
    Promise.resolve(ids.flatMap((id) => (store.get(name, id, 0) as T | undefined) ?? [])),
  getNewest: <T extends StoredDocument>(name: string, id: string) =>
    Promise.resolve(store.get(name, id, 0) as T | undefined),
  insert: (name, document) => Promise.resolve(store.insert(name, document)),
  insertMany: (name, documents) => Promise.resolve(store.insertMany(name, documents)),
  replaceIf: (name, ver, next) => Promise.resolve(store.replaceIf(name, ver, next)),
  changeIf: <T extends StoredDocument>(...change: Parameters<Documents['changeIf']>) =>
    Promise.resolve(store.changeIf(...change) as T | undefined),
  dropItems: (name, id, list, where) => Promise.resolve(store.dropItems(name, id, list, where)),
  find: <T extends StoredDocument>(name: string, ...query: FindQuery) =>
    Promise.resolve(store.find(name, ...query, 0) as T[]),
  count: (name, where) => Promise.resolve(store.count(name, where, 0)),
});

type FindQuery = [where: Parameters<Documents['find']>[1], options: Parameters<Documents['find']>[2]];
