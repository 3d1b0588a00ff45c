import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculateObjectSize } from 'bson';
import { newAccount, ACCOUNTS, type Account } from '../cloudfunctions/community/ledger';
import { redeemItem } from '../cloudfunctions/community/mall';
import { SHELF, stockIdOf } from '../cloudfunctions/community/shelf';
import type { Documents } from '../cloudfunctions/platform/documents';
import { MemoryStore } from './faults/memory-store';
import { VirtualTime } from './faults/virtual-time';
import { DONATION, putOnShelf, TERMS } from './support/mall';
import { memberCall } from './support/member-call';
import { memoryDocuments } from './support/memory-documents';

const NOW = Date.UTC(2026, 5, 18, 2);
const ORDERS = 1_000;
const POINTS = 500;

/** What one order hands to the database to be written, and how large its stock document is then. */
interface Written {
  readonly bytes: number;
  readonly stockBytes: number;
}

/** Orders of one item, each by another member, one after another within a quarter of an hour. */
async function order(count: number): Promise<Written[]> {
  const time = new VirtualTime(NOW);
  const store = new MemoryStore(time);
  const plain = memoryDocuments(store);
  await putOnShelf(plain, 'clay', DONATION, () => count);
  const stockId = stockIdOf('clay', '', 0);
  const written: Written[] = [];
  for (let index = 0; index < count; index += 1) {
    const memberId = `member-${String(index).padStart(17, '0')}`;
    store.insert(ACCOUNTS, rich(memberId));
    let bytes = 0;
    const documents = weighed(plain, (payload) => (bytes += calculateObjectSize(payload)));
    const call = memberCall({
      memberId,
      documents,
      requestId: `redeem-${String(index).padStart(17, '0')}`,
      nowMs: time.nowMs,
      clockMs: () => time.nowMs,
      random: () => 0.5,
    });
    const wish = {
      itemId: 'clay',
      variantId: '',
      quantity: 1,
      pricePoints: TERMS.pricePoints,
      seenAtMs: NOW,
    };
    const outcome = await redeemItem.run(call, wish);
    if (!('data' in outcome)) throw new Error(outcome.refused);
    written.push({ bytes, stockBytes: calculateObjectSize(store.get(SHELF, stockId, 0) as object) });
    time.jump(800);
  }
  return written;
}

function rich(memberId: string): Account {
  const lot = { id: 'm202706', expiresAtMs: Date.UTC(2027, 5, 30, 16), points: POINTS };
  const account = newAccount(memberId, NOW);
  return { ...account, availablePoints: POINTS, lots: [lot], nextDueMs: lot.expiresAtMs };
}

const weighed = (documents: Documents, weigh: (payload: object) => void): Documents => ({
  ...documents,
  insert(name, document) {
    weigh(document);
    return documents.insert(name, document);
  },
  replaceIf(name, ver, next) {
    weigh({ ver, next });
    return documents.replaceIf(name, ver, next);
  },
  changeIf(name, id, where, change) {
    weigh({ id, where, change });
    return documents.changeIf(name, id, where, change);
  },
});

describe(`${ORDERS} orders of one item`, () => {
  let written: Written[];
  beforeAll(async () => {
    written = await order(ORDERS);
  });

  it('write as many bytes each: the last as the first, but for the one in sixteen that tidies up', () => {
    const [{ bytes: first } = { bytes: 0 }] = written;
    const sorted = written.map(({ bytes }) => bytes).sort((a, b) => a - b);
    const plain = written.filter(({ bytes }) => bytes <= first * 1.1 && bytes >= first * 0.9);
    expect(first).toBeGreaterThan(0);
    expect(plain.length / ORDERS).toBeGreaterThanOrEqual(15 / 16);
    expect(written.at(-1)?.bytes ?? 0).toBeLessThanOrEqual(first * 1.1);
    const mean = sorted.reduce((sum, bytes) => sum + bytes, 0) / ORDERS;
    expect(mean / first).toBeLessThanOrEqual(1.1);
  });

  it('leave their stock as small as it was after the first few', () => {
    const sizes = written.map(({ stockBytes }) => stockBytes);
    const early = Math.max(...sizes.slice(0, 20));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(early * 1.1);
    expect(early).toBeLessThanOrEqual(4_096);
  });
});
