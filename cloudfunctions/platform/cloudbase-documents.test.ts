import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../../local/gateway/testing';
import type { Documents, VersionedDocument } from './documents';

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
});
