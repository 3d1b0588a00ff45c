import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'lmdb';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { modifyDocument } from '../../../local/gateway/actions/modify-document';
import { insertDocument } from '../../../local/gateway/actions/insert-document';
import { addCollection } from '../../../local/gateway/actions/add-collection';
import { CallCounters } from '../../../local/gateway/counters';
import { Database } from '../../../local/gateway/database';
import { Faults } from '../../../local/gateway/faults';
import { LmdbFile } from '../../../local/gateway/lmdb-file';
import { systemTimer } from '../../../local/gateway/locks';
import { Store } from '../../../local/gateway/store';
import { plainSession, Transactions } from '../../../local/gateway/transactions';
import { WriteGroups } from '../../../local/gateway/write-groups';
import { findPeer } from './peers';
import { allDocuments, COLLECTION, queryText, UPDATE_TEXT } from './workload';

/** A database in this process. */
export interface Engine {
  write(id: string): Promise<boolean>;
  /** Commits to the disk so far. */
  commits(): number;
  close(): Promise<void>;
}

/** The gateway without its wire: from the texts of a request to the answer. */
export async function gatewayEngine(): Promise<Engine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-gateway-'));
  const file = path.join(folder, 'documents.mdb');
  const store = new Store(file, true);
  const database = new Database(store, { setTimer: systemTimer, lockWaitMs: 10_000 });
  const context = {
    database,
    transactions: new Transactions(database, { setTimer: systemTimer, expiryMs: 30_000 }),
    session: plainSession(database),
    counters: new CallCounters(),
    faults: new Faults(systemTimer),
    nowMs: 0,
    invokeFunction: undefined,
  };
  const about = { collectionName: COLLECTION };
  await addCollection(about, context);
  const data = allDocuments().map((document) => JSON.stringify(document));
  await insertDocument({ ...about, data }, context);
  return {
    write: async (id) => {
      const body = { ...about, query: queryText(id), data: UPDATE_TEXT, multi: true, merge: true };
      const answer = (await modifyDocument(body, context)) as { data: { updated: number } };
      return answer.data.updated === 1;
    },
    commits: () => commitsOf(file),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * The least that this store's library can do: as many bytes read, one of them changed, and written under a key, with
 * the same group commit and without documents, checksums or a catalog. No engine that stands on it is faster.
 */
export async function lmdbEngine(): Promise<Engine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-lmdb-'));
  const file = path.join(folder, 'data.mdb');
  const rows = open<Buffer, Buffer>({
    path: file,
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
  });
  const groups = new WriteGroups((runAll) => rows.transactionSync(runAll));
  await groups.join(() => {
    for (const document of allDocuments()) {
      rows.putSync(Buffer.from(String(document['_id'])), Buffer.from(JSON.stringify(document)));
    }
  });
  const write = (key: Buffer): boolean => {
    const row = rows.get(key);
    if (row === undefined) return false;
    const changed = Buffer.from(row);
    changed.writeUInt8((changed.readUInt8() + 1) % 256);
    rows.putSync(key, changed);
    return true;
  };
  return {
    write: (id) => groups.join(() => write(Buffer.from(id))),
    commits: () => commitsOf(file),
    close: async () => {
      await rows.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function commitsOf(file: string): number {
  const lmdb = new LmdbFile(file);
  lmdb.close();
  return lmdb.meta.transaction;
}

interface Sqlite {
  exec(sql: string): void;
  pragma(sql: string): void;
  prepare(sql: string): { run(...values: unknown[]): { readonly changes: number } };
  close(): void;
}

/**
 * The same documents as JSON in SQLite, synced at each commit, with one writer that commits all waiting writes at
 * once. undefined when better-sqlite3 isn't there.
 */
export function sqliteEngine(): Engine | undefined {
  const Peer = findPeer('better-sqlite3') as (new (file: string) => Sqlite) | undefined;
  if (Peer === undefined) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-sqlite-'));
  const sqlite = new Peer(path.join(folder, 'data.sqlite'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.exec('CREATE TABLE stock (id TEXT PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID');
  const insert = sqlite.prepare('INSERT INTO stock VALUES (?, ?)');
  sqlite.exec('BEGIN');
  for (const document of allDocuments()) insert.run(document['_id'], JSON.stringify(document));
  sqlite.exec('COMMIT');
  const update = sqlite.prepare(
    `UPDATE stock SET doc = json_set(doc, '$.left', doc ->> 'left' - 1, '$.sold', doc ->> 'sold' + 1)
     WHERE id = ? AND doc ->> 'left' >= 1`,
  );
  let commits = 0;
  let waiting: (() => () => void)[] = [];
  const commitAll = (): void => {
    const works = waiting;
    waiting = [];
    sqlite.exec('BEGIN IMMEDIATE');
    const answers = works.map((work) => work());
    sqlite.exec('COMMIT');
    commits += 1;
    for (const answer of answers) answer();
  };
  return {
    write: (id) =>
      new Promise((resolve) => {
        if (waiting.length === 0) setImmediate(commitAll);
        waiting.push(() => {
          const { changes } = update.run(id);
          return () => resolve(changes === 1);
        });
      }),
    commits: () => commits,
    close: () => {
      sqlite.close();
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  };
}
