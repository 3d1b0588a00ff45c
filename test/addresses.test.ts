import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADDRESSES } from '../cloudfunctions/community/addresses';
import type { Documents } from '../cloudfunctions/platform/documents';
import { ask, dataOf, join, newRequestId, openCommunity, send, type Community } from './support/community';
import { ADDRESS } from './support/mall';
import { changedBetween, documentsOf, standingOf } from './support/stored';

describe('addresses', () => {
  let community: Community;
  let url: string;
  let documents: Documents;
  const openid = 'o-lives';
  const save = (more: object = {}, requestId = newRequestId()) =>
    ask(url, openid, 'saveAddress', { ...ADDRESS, isDefault: false, ...more }, requestId);
  const remove = (addressId: string, requestId = newRequestId()) =>
    ask(url, openid, 'removeAddress', { addressId }, requestId);
  const book = async (who = openid) => dataOf(await ask(url, who, 'addresses')).addresses;

  beforeAll(async () => {
    community = await openCommunity();
    ({ url } = community);
    documents = await documentsOf(url);
    await join(url, openid);
    await join(url, 'o-neighbour');
  });
  afterAll(() => community.close());

  it('are saved once for a request, changed by another in their place, and removed', async () => {
    const requestId = newRequestId();
    const first = dataOf(await save({}, requestId));
    const again = dataOf(await save({}, requestId));
    expect(again.addressId).toBe(first.addressId);
    expect(again.addresses).toEqual(first.addresses);
    expect(first.addresses).toEqual([{ ...ADDRESS, addressId: first.addressId, isDefault: true }]);
    const moved = dataOf(await save({ addressId: first.addressId, detail: '  龙坞路 2 号  ' }));
    expect(moved.addresses).toMatchObject([{ detail: '龙坞路 2 号', isDefault: true }]);
    expect(moved.addressId).not.toBe(first.addressId);
    expect(await save({ addressId: first.addressId })).toMatchObject({ code: 'ADDRESS_NOT_FOUND' });
    const removing = newRequestId();
    for (let times = 0; times < 2; times += 1) {
      expect(dataOf(await remove(moved.addressId, removing)).addresses).toEqual([]);
    }
    expect(await remove(moved.addressId)).toMatchObject({ code: 'ADDRESS_NOT_FOUND' });
  });

  it('are nobody else’s to see, to change or to remove, and nobody reads them in the database', async () => {
    const { addressId } = dataOf(await save());
    expect(await book('o-neighbour')).toEqual([]);
    for (const action of ['saveAddress', 'removeAddress'] as const) {
      const input = action === 'saveAddress' ? { ...ADDRESS, addressId } : { addressId };
      const answer = await ask(url, 'o-neighbour', action, input, newRequestId());
      expect(answer).toMatchObject({ ok: false, code: 'ADDRESS_NOT_FOUND' });
    }
    const stored = [...(await standingOf(documents, [ADDRESSES])).values()].join();
    for (const word of [ADDRESS.recipient, ADDRESS.phone, ADDRESS.detail, ADDRESS.city]) {
      expect(stored).not.toContain(word);
    }
    for (const word of [ADDRESS.phone, ADDRESS.detail]) expect(community.logLines.join()).not.toContain(word);
  });

  it('may have all that a parcel’s label can have', async () => {
    const fits = [
      { recipient: '🌱小满', detail: 'Room 3-1 / “春” 号 ①' },
      { county: '' },
      { recipient: '阿'.repeat(25), detail: '路'.repeat(80) },
    ];
    for (const more of fits) {
      const { addresses, addressId } = dataOf(await save(more));
      expect(addresses.find((each) => each.addressId === addressId)).toMatchObject(more);
    }
  });

  it('refuse what is none, by its place, and write nothing', async () => {
    const before = await standingOf(documents, [ADDRESSES]);
    const bad: [string, unknown][] = [
      ...['', '   ', '阿'.repeat(26), '小\n满', '小\u0000满', '小\u202e满', '小\u2028满', 7, null].map(
        (recipient): [string, unknown] => ['recipient', recipient],
      ),
      ...[
        '',
        '1380013800',
        '138001380000',
        '23800138000',
        '12800138000',
        '+8613800138000',
        '１３８００１３８０００',
      ].map((phone): [string, unknown] => ['phone', phone]),
      ...['', '33010', '3301066', '33010a', 330106].map((code): [string, unknown] => ['regionCode', code]),
      ...['', '路'.repeat(81), '路\r\n1', '路\u200b1'].map((detail): [string, unknown] => ['detail', detail]),
      ['province', ''],
      ['city', '市'.repeat(31)],
      ['county', '\t'],
      ['isDefault', 'true'],
      ['addressId', '../x'],
      ['owner', 'me'],
    ];
    for (const [field, value] of bad) {
      const input = { ...ADDRESS, [field]: value };
      const event = { action: 'saveAddress', input, requestId: newRequestId() };
      const { body } = await send(url, JSON.stringify(event), openid);
      expect([field, value, body.code]).toEqual([field, value, 'INVALID_INPUT']);
      expect(body.message).toContain(field);
    }
    expect(changedBetween(before, await standingOf(documents, [ADDRESSES]))).toEqual([]);
  });

  it('are twenty at most', async () => {
    while ((await book()).length < 20) dataOf(await save());
    const before = await standingOf(documents, [ADDRESSES]);
    expect(await save()).toMatchObject({ ok: false, code: 'TOO_MANY_ADDRESSES' });
    expect(changedBetween(before, await standingOf(documents, [ADDRESSES]))).toEqual([]);
    const addresses = await book();
    expect(addresses.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    const last = addresses.at(-1)?.addressId ?? '';
    expect(dataOf(await save({ addressId: last, isDefault: true })).addresses[0]).toMatchObject({
      isDefault: true,
    });
    dataOf(await remove((await book())[0]?.addressId ?? ''));
    expect((await book())[0]).toMatchObject({ isDefault: true });
    dataOf(await save());
  });
});
