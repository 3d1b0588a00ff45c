import { describe, expect, it } from '@jest/globals';
import type { Documents } from '../../platform/documents';
import type { LedgerCall } from '../call';
import { newAccount, type Account } from './account';
import { entriesByKey } from './entries-by-key';
import type { CarriedEntry } from './stored-entry';

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

/** Two entries have left, two are carried. */
function account() {
  const asked: string[][] = [];
  const left = [1, 2].map((seq) => ({ ...entry(seq), _id: `j:m:k${seq}`, member: 'm' }));
  const getMany = (_name: string, ids: readonly string[]) => {
    asked.push([...ids]);
    return Promise.resolve(left.filter(({ _id }) => ids.includes(_id)));
  };
  const call = { documents: { getMany } as unknown as Documents } as unknown as LedgerCall;
  const carrying: Account = { ...newAccount('m', 0), seq: 4, pending: [entry(3), entry(4)] };
  return { call, carrying, asked };
}

describe('entries by their keys', () => {
  it('are found wherever they stand, by one call for those that have left', async () => {
    const { call, carrying, asked } = account();
    const found = await entriesByKey(call, carrying, ['k4', 'k1', 'k9', 'k4']);
    expect([...found].map(([key, { seq, _id, member }]) => [key, seq, _id, member])).toEqual([
      ['k4', 4, 'j:m:k4', 'm'],
      ['k1', 1, 'j:m:k1', 'm'],
    ]);
    expect(asked).toEqual([['j:m:k1', 'j:m:k9']]);
  });

  it('take no call where the account carries them all, or none is wanted', async () => {
    const { call, carrying, asked } = account();
    expect([...(await entriesByKey(call, carrying, ['k3', 'k4'])).keys()]).toEqual(['k3', 'k4']);
    expect((await entriesByKey(call, carrying, [])).size).toBe(0);
    expect(asked).toEqual([]);
  });

  it('are a hundred at most, whatever the account carries', async () => {
    const { call, carrying, asked } = account();
    const keys = Array.from({ length: 101 }, (_, n) => `k${n}`);
    await expect(entriesByKey(call, carrying, keys)).rejects.toThrow('101 keys at once');
    expect(asked).toEqual([]);
    expect((await entriesByKey(call, carrying, keys.slice(0, 100))).size).toBe(4);
  });
});
