import { describe, expect, it } from '@jest/globals';
import type { Documents } from '../../platform/documents';
import type { LedgerCall } from '../call';
import { newAccount, type Account } from './account';
import { keySearch } from './key-search';
import type { CarriedEntry, EntryDocument } from './stored-entry';

const entry = (seq: number): CarriedEntry => ({
  key: `k${seq}`,
  seq,
  kind: 'void',
  legs: {},
  balanceAfter: 0,
  fact: { type: 'test' },
  rulebookVersion: 1,
  atMs: seq * 1_000,
  hash: '',
});

/** So many have left; two more are carried. */
function standing(left: number) {
  const asked: string[] = [];
  const documents = {
    getNewest: (_name: string, id: string) => {
      asked.push(id);
      const seq = Number(/k(\d+)$/.exec(id)?.[1] ?? 0);
      const found: EntryDocument | undefined =
        seq >= 1 && seq <= left ? { ...entry(seq), _id: id, member: 'm' } : undefined;
      return Promise.resolve(found);
    },
  } as unknown as Documents;
  const account: Account = {
    ...newAccount('m', 0),
    seq: left + 2,
    headAtMs: (left + 2) * 1_000,
    pending: [entry(left + 1), entry(left + 2)],
  };
  return { call: { documents } as unknown as LedgerCall, account, asked };
}

describe('the search for a key', () => {
  it('finds what the account carries without a call, and what has left it by one', async () => {
    const { call, account, asked } = standing(5);
    expect((await keySearch(call, 'm', 'k6')(account))?.seq).toBe(6);
    expect(asked).toEqual([]);
    expect((await keySearch(call, 'm', 'k3')(account))?.seq).toBe(3);
    expect(asked).toEqual(['j:m:k3']);
  });

  it('asks nobody where nothing has left', async () => {
    const { call, account, asked } = standing(0);
    expect(await keySearch(call, 'm', 'new')(account)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('asks once, and again only when more has left since', async () => {
    const { call, account, asked } = standing(5);
    const search = keySearch(call, 'm', 'new');
    await search(account);
    await search(account);
    expect(asked).toHaveLength(1);
    await search({ ...account, seq: 8, pending: [entry(8)] });
    expect(asked).toHaveLength(1);
    await search({ ...account, seq: 9, pending: [entry(9)] });
    expect(asked).toHaveLength(2);
  });

  it('asks nobody where the key is newer than all that has left', async () => {
    const { call, account, asked } = standing(5);
    // The oldest that is carried is of the sixth second, and what has left is not younger.
    expect(await keySearch(call, 'm', 'k5', 6_001)(account)).toBeUndefined();
    expect(asked).toEqual([]);
    // In the very millisecond one may have left and one may have stayed.
    await keySearch(call, 'm', 'new', 6_000)(account);
    expect((await keySearch(call, 'm', 'k5', 5_000)(account))?.seq).toBe(5);
    expect(asked).toHaveLength(2);
  });

  it('goes by the newest entry where the account carries none', async () => {
    const { call, account, asked } = standing(5);
    const empty: Account = { ...account, seq: 5, headAtMs: 5_000, pending: [] };
    expect(await keySearch(call, 'm', 'new', 5_001)(empty)).toBeUndefined();
    expect(asked).toEqual([]);
    expect((await keySearch(call, 'm', 'k5', 5_000)(empty))?.seq).toBe(5);
  });
});
