import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../../local/gateway/testing';
import type { Documents, StoredDocument, VersionedDocument } from './documents';

interface Basket extends VersionedDocument {
  readonly items: readonly { readonly seq: number }[];
}

/** Through the real SDK and wire protocol. */
describe('documents', () => {
  let gateway: TestGateway;
  let documents: Documents;

  beforeAll(async () => {
    gateway = await startTestGateway({ collections: [{ name: 'baskets', indexes: [] }], fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    documents = (await import('./cloudbase-documents')).openDocuments();
  });
  afterAll(() => gateway.close());

  const basket = (_id: string): Basket => ({ _id, ver: 3, items: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });

  it('are read at the primary by an update that changes nothing and makes nothing', async () => {
    await documents.insert('baskets', basket('read'));
    const before = gateway.gateway.calls.byAction['database.modifyAndReturnDoc'] ?? 0;
    expect(await documents.getNewest('baskets', 'read')).toEqual(basket('read'));
    expect(await documents.getNewest('baskets', 'nothing')).toBeUndefined();
    expect(gateway.gateway.calls.byAction['database.modifyAndReturnDoc']).toBe(before + 2);
    expect(await documents.get('baskets', 'read')).toEqual(basket('read'));
    expect(await documents.get('baskets', 'nothing')).toBeUndefined();
  });

  it('lose the items that match, whatever was added meanwhile, and nobody who rests on them can bring them back', async () => {
    await documents.insert('baskets', basket('drop'));
    const added: Basket = { ...basket('drop'), ver: 4, items: [...basket('drop').items, { seq: 4 }] };
    expect(await documents.replaceIf('baskets', 3, added)).toBe(true);
    await documents.dropItems('baskets', 'drop', 'items', { seq: { lte: 2 } });
    const left = { _id: 'drop', ver: 5, items: [{ seq: 3 }, { seq: 4 }] };
    expect(await documents.get('baskets', 'drop')).toEqual(left);
    expect(await documents.replaceIf('baskets', 4, { ...added, ver: 5 })).toBe(false);
    await documents.dropItems('baskets', 'drop', 'items', { seq: { lte: 2 } });
    expect(await documents.get('baskets', 'drop')).toEqual({ ...left, ver: 6 });
    await documents.dropItems('baskets', 'nothing', 'items', { seq: { lte: 2 } });
    expect(await documents.get('baskets', 'nothing')).toBeUndefined();
  });

  it('are changed by paths where one of several conditions holds, and come back as they are then', async () => {
    await documents.insert('baskets', { _id: 'paths', left: 2, marks: {} } as StoredDocument);
    const take = (mark: string) =>
      documents.changeIf(
        'baskets',
        'paths',
        [
          { left: { gte: 2 }, [`marks.${mark}`]: { exists: false } },
          { [`marks.${mark}.times`]: { gte: 1, lt: 3 } },
        ],
        { increase: { left: -2, [`marks.${mark}.times`]: 1 }, set: { [`marks.${mark}.of`]: { name: mark } } },
      );
    expect(await take('a')).toEqual({ _id: 'paths', left: 0, marks: { a: { times: 1, of: { name: 'a' } } } });
    expect(await take('b')).toBeUndefined();
    expect(await take('a')).toMatchObject({ left: -2, marks: { a: { times: 2 } } });
    expect(await take('a')).toMatchObject({ left: -4, marks: { a: { times: 3 } } });
    expect(await take('a')).toBeUndefined();
    const undone = { increase: { left: 6 }, remove: ['marks.a'] };
    expect(await documents.changeIf('baskets', 'paths', { 'marks.a.times': 2 }, undone)).toBeUndefined();
    const whole = { _id: 'paths', left: 2, marks: {} };
    expect(await documents.changeIf('baskets', 'paths', { 'marks.a.times': 3 }, undone)).toEqual(whole);
    expect(await documents.get('baskets', 'paths')).toEqual(whole);
    expect(await documents.changeIf('baskets', 'nothing', {}, undone)).toBeUndefined();
  });

  it('are changed by their id, whatever the conditions are: nothing else is looked at', async () => {
    await documents.insertMany(
      'baskets',
      Array.from({ length: 50 }, (_, i) => ({ _id: `many-${i}`, left: 1 })),
    );
    const { documentsExamined: before } = gateway.gateway.calls;
    await documents.changeIf('baskets', 'many-7', [{ left: { gt: 1 } }, { left: 1 }], {
      increase: { left: 1 },
    });
    expect(gateway.gateway.calls.documentsExamined - before).toBe(1);
  });

  it('of a list come with the fields that are asked for', async () => {
    await documents.insert('baskets', {
      _id: 'fields',
      kind: 'f',
      left: 1,
      marks: { a: 1, b: 2 },
    } as StoredDocument);
    const found = await documents.find(
      'baskets',
      { kind: 'f' },
      { orderBy: [], limit: 5, fields: ['left', 'marks.b'] },
    );
    expect(found).toEqual([{ _id: 'fields', left: 1, marks: { b: 2 } }]);
  });
});
