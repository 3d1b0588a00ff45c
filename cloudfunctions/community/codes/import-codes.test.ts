import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { MemoryStore } from '../../../test/faults/memory-store';
import { VirtualTime } from '../../../test/faults/virtual-time';
import { LostCall, withFaults, type Fault } from '../../../test/support/faults';
import { memoryDocuments } from '../../../test/support/memory-documents';
import type { Documents } from '../../platform/documents';
import { vaultOf } from '../vault';
import { codesByNumber } from './codes-by-number';
import { importCodes } from './import-codes';
import { CODES, type Code } from './store';

const STOCK = 'coffee::0';
const vault = vaultOf('a secret of this test', randomBytes);

function openVault() {
  const store = new MemoryStore(new VirtualTime(0));
  const callWith = (documents: Documents) => ({
    documents,
    vault,
    random: Math.random,
    sleep: () => Promise.resolve(),
  });
  const call = callWith(memoryDocuments(store));
  return {
    call,
    callWith,
    all: () => store.all(CODES) as Code[],
    bring: (batch: string, codes: readonly string[], stockId = STOCK) =>
      importCodes(call, { stockId, batch, codes }),
  };
}

const codesOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `CODE-${String(from + index).padStart(5, '0')}`);

describe('an import of codes', () => {
  it('numbers them in the order of the file, from 1, and keeps none that can be read', async () => {
    const { bring, all, call } = openVault();
    const codes = codesOf(0, 250);
    expect(await bring('first', codes)).toEqual({ imported: 250, duplicates: new Set(), numbered: 250 });
    expect(JSON.stringify(all())).not.toContain('CODE-');
    const sealed = await codesByNumber(call, STOCK, 100, 3);
    expect(sealed.map((each) => vault.open(each, 'sealed code'))).toEqual(codes.slice(100, 103));
    expect(await codesByNumber(call, STOCK, 249, 5)).toHaveLength(1);
  });

  it('goes on where another one ended, and each stock has numbers of its own', async () => {
    const { bring, all } = openVault();
    await bring('first', codesOf(0, 3));
    expect(await bring('second', codesOf(3, 2))).toMatchObject({ imported: 2, numbered: 5 });
    expect(await bring('third', codesOf(5, 2), 'tea::0')).toMatchObject({ imported: 2, numbered: 2 });
    const numbers = (stock: string) => all().flatMap((code) => (code.stock === stock ? code.number : []));
    expect(numbers(STOCK).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(numbers('tea::0').sort()).toEqual([1, 2]);
  });

  it('again changes nothing and says the same; by another request all of it is there already', async () => {
    const { bring, all } = openVault();
    const first = await bring('first', codesOf(0, 120));
    const before = all();
    expect(await bring('first', codesOf(0, 120))).toEqual(first);
    expect(await bring('other', codesOf(0, 120))).toEqual({
      imported: 0,
      duplicates: new Set(codesOf(0, 120)),
      numbered: 120,
    });
    expect(all()).toEqual(before);
  });

  it('takes no code that stands in another vault, not even by the request that brought it there', async () => {
    const { bring, all } = openVault();
    await bring('first', codesOf(0, 3));
    const tea = await bring('first', codesOf(0, 4), 'tea::0');
    expect(tea).toEqual({ imported: 1, duplicates: new Set(codesOf(0, 3)), numbered: 1 });
    expect(await bring('first', codesOf(0, 4), 'tea::0')).toEqual(tea);
    expect(await bring('second', codesOf(0, 3), 'cake::0')).toMatchObject({ imported: 0, numbered: 0 });
    expect(all()).toHaveLength(4);
  });

  it('stopped anywhere and begun again brings each code once and leaves no gap', async () => {
    const faults = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(faults, fc.integer({ min: 1, max: 130 }), async (lost, count) => {
        const { call, callWith, all } = openVault();
        const broken = callWith(withFaults(call.documents, lost[Symbol.iterator]()));
        const wish = { stockId: STOCK, batch: 'first', codes: codesOf(0, count) };
        for (;;) {
          try {
            expect(await importCodes(broken, wish)).toEqual({
              imported: count,
              duplicates: new Set(),
              numbered: count,
            });
            break;
          } catch (error) {
            if (!(error instanceof LostCall)) throw error;
          }
        }
        expect(all()).toHaveLength(count);
      }),
      { numRuns: 100 },
    );
  });
});
