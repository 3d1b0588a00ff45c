import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collections } from '../cloudfunctions/community/collections';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { brokenBy, interleavings, type Interleaving } from './faults/interleavings';

const names = Object.keys(interleavings) as Interleaving[];

describe('calls that meet where seeds seldom let them meet', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  it.each(names)('%s: through the gateway', async (name) => {
    await interleavings[name](openDocuments());
  });

  it.each(names)('%s: in memory, where the mutants are', async (name) => {
    expect(await brokenBy(name)).toBeUndefined();
  });
});
