import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DamagedStoreError, openGateway, verifyStore } from './index';
import { postRaw } from './test-sdk';
import { startTestGateway } from './testing';

const COLLECTIONS = [{ name: 'c', indexes: [{ name: 'n', fields: [{ path: 'n', direction: 1 as const }] }] }];

let parent: string;
let original: string;
let answers: unknown;
let copies = 0;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'gateway-damage-'));
  original = join(parent, 'original');
  const local = await startTestGateway({ folder: original, collections: COLLECTIONS });
  for (let batch = 0; batch < 6; batch++) {
    const data = Array.from({ length: 100 }, (_, at) =>
      JSON.stringify({ _id: `d${batch}-${at}`, n: at, text: 'x'.repeat(at % 50 === 0 ? 9000 : at) }),
    );
    await postRaw(local.url, { action: 'database.insertDocument', collectionName: 'c', data });
  }
  const removal = {
    action: 'database.removeDocument',
    collectionName: 'c',
    query: '{"n":{"$gt":80}}',
    multi: true,
  };
  await postRaw(local.url, removal);
  answers = await answersOf(local.url);
  await local.close();
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function answersOf(url: string): Promise<unknown[]> {
  const read = { action: 'database.getDocument', collectionName: 'c', limit: 1000 };
  const all = await postRaw(url, read);
  const byIndex = await postRaw(url, { ...read, order: '{"n":-1}' });
  const total = await postRaw(url, {
    action: 'database.calculateDocument',
    collectionName: 'c',
    query: '{"n":7}',
  });
  return [all['data'], byIndex['data'], total['data']];
}

/** A copy of the folder, and of its data file the path. */
function copy(): { folder: string; file: string } {
  copies += 1;
  const folder = join(parent, `copy-${copies}`);
  cpSync(original, folder, { recursive: true });
  return { folder, file: join(folder, 'documents.mdb') };
}

const opening = async (folder: string): Promise<unknown> => {
  try {
    await (await openGateway({ folder, now: Date.now })).close();
    return undefined;
  } catch (error) {
    return error;
  }
};

function flip(file: string, position: number, mask = 0xff): void {
  const bytes = readFileSync(file);
  bytes[position] = (bytes[position] ?? 0) ^ mask;
  writeFileSync(file, bytes);
}

describe('a whole store', () => {
  it('is found whole, also after it is opened and closed again', async () => {
    const { folder } = copy();
    expect(verifyStore(folder)).toBeGreaterThan(900);
    expect(await opening(folder)).toBeUndefined();
    expect(verifyStore(folder)).toBeGreaterThan(900);
  });
});

describe('a file that was cut', () => {
  it.each([0, 1, 100, 4096, 8191, 8192, 20_000, 0.5, 0.9, -4096, -1])('to %s is refused', async (cut) => {
    const { folder, file } = copy();
    const { size } = statSync(file);
    truncateSync(file, cut < 0 ? size + cut : cut > 0 && cut < 1 ? Math.floor(size * cut) : cut);
    const error = await opening(folder);
    expect(error).toBeInstanceOf(DamagedStoreError);
    expect(String(error)).toContain(file);
    expect(String(error)).toContain('put a copy of it from before the damage in its place');
    expect(() => verifyStore(folder)).toThrow(DamagedStoreError);
  });

  it('is refused also when its side file knew less, as after a kill', async () => {
    const { folder, file } = copy();
    const { file: older } = copy();
    await (await openGateway({ folder: join(parent, 'young'), now: Date.now })).close();
    cpSync(join(parent, 'young', 'documents.mdb.size'), `${older}.size`);
    cpSync(`${older}.size`, `${file}.size`);
    truncateSync(file, statSync(file).size - 4096);
    expect(await opening(folder)).toBeInstanceOf(DamagedStoreError);
  });

  it('or is gone, or lost its side file, or got an older one in its place', async () => {
    const gone = copy();
    unlinkSync(gone.file);
    expect(await opening(gone.folder)).toBeInstanceOf(DamagedStoreError);
    const alone = copy();
    unlinkSync(`${alone.file}.size`);
    expect(String(await opening(alone.folder))).toContain('documents.mdb.size');
    const changedSide = copy();
    writeFileSync(`${changedSide.file}.size`, '{"size":1,"transaction":0}\n1\n');
    expect(await opening(changedSide.folder)).toBeInstanceOf(DamagedStoreError);
    const older = copy();
    await (await openGateway({ folder: join(parent, 'empty'), now: Date.now })).close();
    writeFileSync(
      older.file,
      Buffer.concat([readFileSync(join(parent, 'empty', 'documents.mdb')), Buffer.alloc(2 ** 21)]),
    );
    expect(await opening(older.folder)).toBeInstanceOf(DamagedStoreError);
  });
});

describe('a changed byte', () => {
  it('anywhere in the file is refused, or it is where nothing is stored and every answer is the same', async () => {
    const { file } = copy();
    const { size } = statSync(file);
    let refused = 0;
    const rounds = 60;
    for (let round = 0; round < rounds; round++) {
      const { folder, file: changed } = copy();
      // Spread over the file, and each round at another place within its page.
      flip(changed, Math.floor(((round + 0.37) / rounds) * size), 1 << (round % 8));
      const error = await opening(folder);
      if (error === undefined) {
        const local = await startTestGateway({ folder, collections: COLLECTIONS });
        expect(await answersOf(local.url)).toEqual(answers);
        await local.close();
      } else {
        expect(error).toBeInstanceOf(DamagedStoreError);
        refused += 1;
      }
      rmSync(folder, { recursive: true });
    }
    expect(refused).toBeGreaterThan(rounds / 3);
  });

  it('in the head pages is refused or changes nothing', async () => {
    for (let position = 0; position < 168; position += 4) {
      for (const page of [0, 4096]) {
        const { folder, file } = copy();
        flip(file, page + position);
        const error = await opening(folder);
        if (error === undefined) {
          const local = await startTestGateway({ folder, collections: COLLECTIONS });
          expect(await answersOf(local.url)).toEqual(answers);
          await local.close();
        }
        rmSync(folder, { recursive: true });
      }
    }
  });

  it('that comes while the store is open is an error of each request that reads it, and of no other', async () => {
    const { folder, file } = copy();
    const local = await startTestGateway({ folder, collections: COLLECTIONS });
    try {
      const bytes = readFileSync(file);
      // In every page that holds the document or once held it.
      const text = Buffer.from('x'.repeat(77) + '\0\0');
      for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) flip(file, at + 40);
      const one = { action: 'database.getDocument', collectionName: 'c', queryType: 'DOC' };
      expect(await postRaw(local.url, { ...one, query: '{"_id":"d3-77"}' })).toEqual({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('is damaged: its checksum does not fit'),
        requestId: expect.any(String),
      });
      expect(await postRaw(local.url, { ...one, query: '{"_id":"d1-5"}' })).toMatchObject({
        data: { list: [expect.any(String)] },
      });
    } finally {
      await local.close().catch(() => undefined);
    }
    expect(() => verifyStore(folder)).toThrow(/checksum/);
  });
});
