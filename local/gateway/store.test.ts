import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed } from './gateway-error';
import { Store, type Reader } from './store';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-store-'));
  store = new Store(join(folder, 'data.mdb'), true);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (text: string): Buffer => Buffer.from(text);
const ALL = { from: key('a'), to: key('z') };
const keysOf = (reader: Reader, reverse = false): string[] =>
  [...reader.rows(ALL, reverse)].map((row) => row.key.toString());
const put = (...names: string[]): Promise<void> =>
  store.write((writer) => names.forEach((name) => writer.put(key(name), key(`value of ${name}`))));

describe('the store', () => {
  it('walks a range both ways, with its first and without its last key', async () => {
    await put('a', 'b', 'c', 'y', 'z', 'A');
    store.read((reader) => {
      expect(keysOf(reader)).toEqual(['a', 'b', 'c', 'y']);
      expect(keysOf(reader, true)).toEqual(['y', 'c', 'b', 'a']);
      expect(reader.count(ALL)).toBe(4);
      expect(reader.get(key('b'))?.toString()).toBe('value of b');
      expect(reader.get(key('x'))).toBeUndefined();
    });
  });

  it('a write sees what was written before it: in the same transaction and in others of the same commit', async () => {
    store.read((reader) => expect(keysOf(reader)).toEqual([]));
    const counts = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        store.write((writer) => {
          writer.put(key(`b${at}`), key('1'));
          return keysOf(writer).length;
        }),
      ),
    );
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('a read in the same turn as an older read sees a write that was answered in between', async () => {
    const before = store.read((reader) => keysOf(reader));
    const write = put('b');
    store.read((reader) => keysOf(reader));
    await write;
    expect([before, store.read((reader) => keysOf(reader))]).toEqual([[], ['b']]);
  });

  it('a defect undoes all of its own work and nothing of the others; a refusal keeps what came before it', async () => {
    const results = await Promise.allSettled([
      put('b'),
      store.write((writer) => {
        writer.put(key('c'), key('1'));
        writer.remove(key('b'));
        throw new TypeError('a defect');
      }),
      store.write((writer) => {
        writer.put(key('d'), key('1'));
        throw failed('a refusal');
      }),
      put('e'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    await put('f');
    expect(store.read((reader) => keysOf(reader))).toEqual(['b', 'd', 'e', 'f']);
  });

  it('stops a walk halfway without harm to later writes', async () => {
    await put('b', 'c', 'd');
    store.read((reader) => {
      for (const row of reader.rows(ALL, false)) if (row.key.toString() === 'c') break;
    });
    await put('e');
    expect(store.read((reader) => keysOf(reader))).toEqual(['b', 'c', 'd', 'e']);
  });
});
