import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DamagedStoreError, FolderInUseError, FolderUnusableError, openGateway, verifyStore } from './index';
import { postRaw } from './test-sdk';
import { startTestGateway, type TestGateway } from './testing';

const COLLECTIONS = [
  { name: 'log', indexes: [{ name: 'n', fields: [{ path: 'n', direction: 1 as const }] }] },
  { name: 'pairs', indexes: [] },
];

let parent: string;
let folders = 0;
const newFolder = (): string => join(parent, `folder-${(folders += 1)}`);
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'gateway-copy-'));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const add = async (
  url: string,
  collectionName: string,
  document: object,
  more: object = {},
): Promise<void> => {
  const body = {
    action: 'database.insertDocument',
    collectionName,
    data: [JSON.stringify(document)],
    ...more,
  };
  const answer = await postRaw(url, body);
  if (answer['code'] !== undefined) throw new Error(JSON.stringify(answer));
};

async function idsIn(folder: string, collectionName: string): Promise<Set<string>> {
  const copy = await startTestGateway({ folder });
  try {
    return await idsAt(copy.url, collectionName);
  } finally {
    await copy.close();
  }
}

async function idsAt(url: string, collectionName: string, more: object = {}): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let offset = 0; ; offset += 1000) {
    const body = { action: 'database.getDocument', collectionName, limit: 1000, offset, ...more };
    const { list } = (await postRaw(url, body))['data'] as { list: string[] };
    for (const text of list) ids.add((JSON.parse(text) as { _id: string })._id);
    if (list.length < 1000) return ids;
  }
}

/** Writers that go on until they are stopped, and what is known of their writes. */
function startWriters(url: string) {
  const begun = new Set<string>();
  const answered = new Set<string>();
  let stopped = false;
  const writer = async (name: number): Promise<void> => {
    for (let at = 0; !stopped; at++) {
      const id = `${name}-${at}`;
      begun.add(id);
      // Of every size up to several pages, so that the file and LMDB's map of it grow under the copy.
      await add(url, 'log', { _id: id, n: at, text: 'x'.repeat((at * 977) % 20_000) });
      answered.add(id);
    }
  };
  const pairWriter = async (name: number): Promise<void> => {
    for (let at = 0; !stopped; at++) {
      const { transactionId } = await postRaw(url, { action: 'database.startTransaction' });
      for (const side of ['left', 'right'])
        await add(url, 'pairs', { _id: `${name}-${at}-${side}` }, { transactionId });
      await postRaw(url, { action: 'database.commitTransaction', transactionId });
    }
  };
  const all = Promise.all([0, 1, 2, 3, 4].map(writer).concat([0, 1].map(pairWriter)));
  const stop = async (): Promise<void> => {
    stopped = true;
    await all;
  };
  return { begun, answered, stop };
}

async function checkIndex(folder: string, ids: ReadonlySet<string>): Promise<void> {
  const copy = await startTestGateway({ folder, collections: COLLECTIONS });
  const byIndex = await idsAt(copy.url, 'log', {
    order: '{"n":1}',
    query: '{"n":{"$gte":{"$numberInt":"0"}}}',
  });
  await add(copy.url, 'log', { _id: 'of the copy', n: 1 });
  await copy.close();
  expect(byIndex).toEqual(ids);
}

describe('a copy while writers go on', () => {
  let local: TestGateway;
  beforeAll(async () => {
    local = await startTestGateway({ folder: newFolder(), collections: COLLECTIONS });
  });
  afterAll(() => local.close());

  it('has all that was answered before, nothing that came after, and is one moment of what lies between', async () => {
    const writers = startWriters(local.url);
    const copies: { folder: string; before: Set<string>; begun: Set<string> }[] = [];
    for (let round = 0; round < 8; round++) {
      await new Promise((resolve) => setTimeout(resolve, 30 + round * 40));
      const folder = newFolder();
      const before = new Set(writers.answered);
      await local.gateway.copyTo(folder);
      copies.push({ folder, before, begun: new Set(writers.begun) });
    }
    await writers.stop();
    for (const { folder, before, begun } of copies) {
      expect(readdirSync(folder).sort()).toEqual(['documents.mdb', 'documents.mdb.size']);
      expect(verifyStore(folder)).toBeGreaterThan(0);
      const ids = await idsIn(folder, 'log');
      expect([...before].filter((id) => !ids.has(id))).toEqual([]);
      expect([...ids].filter((id) => !begun.has(id))).toEqual([]);
      // Each writer waits for its answers: of its writes the copy has the first ones, and leaves none out.
      for (const id of ids) {
        const [name, at] = id.split('-');
        if (at !== '0') expect(ids.has(`${name}-${Number(at) - 1}`)).toBe(true);
      }
      const pairs = [...(await idsIn(folder, 'pairs'))].map((id) => id.replace(/-(left|right)$/, ''));
      expect(pairs.length).toBe(2 * new Set(pairs).size);
      await checkIndex(folder, ids);
      expect(verifyStore(folder)).toBeGreaterThan(0);
    }
    expect(copies.at(-1)?.before.size).toBeGreaterThan(50);
    expect((await idsAt(local.url, 'log')).has('of the copy')).toBe(false);
  });

  it('several at once, and one that the gateway is closed under', async () => {
    const own = await startTestGateway({ folder: newFolder(), collections: COLLECTIONS });
    for (let n = 0; n < 20; n++) await add(own.url, 'log', { _id: `${n}`, n });
    const folders = [newFolder(), newFolder(), newFolder()];
    const copying = Promise.all(folders.map((folder) => own.gateway.copyTo(folder)));
    await own.close();
    await copying;
    for (const folder of folders) {
      expect(verifyStore(folder)).toBeGreaterThan(20);
      expect((await idsIn(folder, 'log')).size).toBe(20);
    }
    await expect(own.gateway.copyTo(newFolder())).rejects.toThrow('closed');
  });

  it('also of a store with nothing in it, and of a copy', async () => {
    const [empty, copy, again] = [newFolder(), newFolder(), newFolder()];
    const first = await openGateway({ folder: empty, now: Date.now });
    await first.copyTo(copy);
    await first.close();
    const second = await openGateway({ folder: copy, now: Date.now });
    await second.copyTo(again);
    await second.close();
    expect(verifyStore(again)).toBe(verifyStore(empty));
  });
});

describe('a copy is refused, and nothing is changed, where', () => {
  it('a gateway lives, its own or another; a store lies; nothing can be written', async () => {
    const [folder, other, used, file] = [newFolder(), newFolder(), newFolder(), newFolder()];
    const local = await startTestGateway({ folder, collections: COLLECTIONS });
    const neighbour = await openGateway({ folder: other, now: Date.now });
    await (await openGateway({ folder: used, now: Date.now })).close();
    writeFileSync(file, 'a file');
    const before = verifyStore(used);
    await expect(local.gateway.copyTo(folder)).rejects.toThrow(FolderInUseError);
    await expect(local.gateway.copyTo(other)).rejects.toThrow(FolderInUseError);
    await expect(local.gateway.copyTo(used)).rejects.toThrow(/a store is in it already/);
    await expect(local.gateway.copyTo(file)).rejects.toThrow(FolderUnusableError);
    await expect(local.gateway.copyTo(join(file, 'below'))).rejects.toThrow(FolderUnusableError);
    await add(local.url, 'log', { _id: 'still', n: 1 });
    await local.close();
    await neighbour.close();
    for (const one of [folder, other, used]) expect(verifyStore(one)).toBeGreaterThanOrEqual(0);
    expect(verifyStore(used)).toBe(before);
  });

  it('something stands in the way: what was begun is taken back, and what was there stays', async () => {
    const [folder, target] = [newFolder(), newFolder()];
    mkdirSync(join(target, 'documents.mdb.size.new'), { recursive: true });
    writeFileSync(join(target, 'notes.txt'), 'mine');
    const local = await startTestGateway({ folder });
    await expect(local.gateway.copyTo(target)).rejects.toThrow(FolderUnusableError);
    expect(readdirSync(target).sort()).toEqual(['documents.mdb.size.new', 'notes.txt']);
    rmSync(join(target, 'documents.mdb.size.new'), { recursive: true });
    await local.gateway.copyTo(target);
    await local.close();
    expect(readdirSync(target).sort()).toEqual(['documents.mdb', 'documents.mdb.size', 'notes.txt']);
    expect(verifyStore(target)).toBeGreaterThanOrEqual(0);
  });
});

describe('a copy that a kill cut off', () => {
  it('is refused as damaged, never opened with less in it or with nothing', async () => {
    const source = newFolder();
    const filled = await startTestGateway({ folder: source, collections: COLLECTIONS, fsync: false });
    const data = Array.from({ length: 200 }, (_, n) => JSON.stringify({ n, text: 'x'.repeat(200_000) }));
    await postRaw(filled.url, { action: 'database.insertDocument', collectionName: 'log', data });
    await filled.close();
    let cutOff = 0;
    for (let round = 0; round < 4; round++) {
      const target = newFolder();
      const script = join(__dirname, 'test-copy-child.ts');
      const child = spawn(process.execPath, ['--import', 'tsx', script, source, target], {
        stdio: 'inherit',
      });
      const exited = once(child, 'exit');
      const file = join(target, 'documents.mdb');
      const begun = (): boolean =>
        round === 0
          ? existsSync(`${file}.size`)
          : existsSync(file) && statSync(file).size >= round * 6_000_000;
      while (!begun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
      child.kill('SIGKILL');
      await exited;
      const opening = await openGateway({ folder: target, now: Date.now }).catch((error: unknown) => error);
      if (opening instanceof DamagedStoreError) {
        cutOff += 1;
        expect(() => verifyStore(target)).toThrow(DamagedStoreError);
      } else {
        await (opening as Awaited<ReturnType<typeof openGateway>>).close();
        expect((await idsIn(target, 'log')).size).toBe(200);
      }
    }
    expect(cutOff).toBeGreaterThan(0);
    expect(verifyStore(source)).toBeGreaterThan(200);
  }, 90_000);
});
