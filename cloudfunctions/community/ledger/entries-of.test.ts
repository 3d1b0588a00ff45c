import { describe, expect, it } from '@jest/globals';
import type { Documents } from '../../platform/documents';
import type { LedgerCall } from '../call';
import { newAccount, type Account } from './account';
import { entriesOf } from './entries-of';
import { entryBySeq } from './entry-by-seq';
import type { CarriedEntry, EntryDocument } from './stored-entry';

const entry = (seq: number): CarriedEntry => ({
  key: `k${seq}`,
  seq,
  kind: 'void',
  legs: {},
  balanceAfter: 0,
  fact: { type: 'test' },
  rulebookVersion: 1,
  atMs: 0,
  hash: '',
});

/** Five entries have left, two are carried; a replica learns of the fifth only after so many reads. */
function lagging(reads: number) {
  const slept: number[] = [];
  let asked = 0;
  const find = () => {
    asked += 1;
    const known = asked > reads ? [5, 4, 3, 2, 1] : [4, 3, 2, 1];
    return Promise.resolve(known.map((seq) => ({ ...entry(seq), _id: `j:m:k${seq}`, member: 'm' })));
  };
  const call = {
    documents: {
      find: async (_name: string, _where: object, { limit }: { limit: number }) =>
        (await find()).slice(0, limit) as EntryDocument[],
    } as unknown as Documents,
    sleep: (ms: number) => Promise.resolve(void slept.push(ms)),
  } as unknown as LedgerCall;
  const account: Account = { ...newAccount('m', 0), seq: 7, pending: [entry(6), entry(7)] };
  return { call, account, slept };
}

describe('a reader whose read lags behind what has left the account', () => {
  it('reads again until nothing is missing', async () => {
    const { call, account, slept } = lagging(2);
    const read = await entriesOf(call, account, {}, 20);
    expect(read.map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(slept).toHaveLength(2);
    const filtered = await entriesOf(lagging(2).call, account, { kind: 'void' }, 4);
    expect(filtered.map(({ seq }) => seq)).toEqual([7, 6, 5, 4]);
    expect((await entryBySeq(lagging(2).call, account, 5))?.seq).toBe(5);
  });

  it('says so where it stays missing, and shows no hole', async () => {
    const { call, account } = lagging(Infinity);
    await expect(entriesOf(call, account, {}, 20)).rejects.toThrow('entries of m are missing below 6');
    await expect(entryBySeq(call, account, 5)).rejects.toThrow('missing');
  });

  it('asks nobody for an entry that is carried, or that is not there yet', async () => {
    const { call, account, slept } = lagging(Infinity);
    expect((await entryBySeq(call, account, 6))?._id).toBe('j:m:k6');
    expect(await entryBySeq(call, account, 8)).toBeUndefined();
    expect((await entriesOf(call, account, {}, 2)).map(({ seq }) => seq)).toEqual([7, 6]);
    expect(slept).toEqual([]);
  });
});
