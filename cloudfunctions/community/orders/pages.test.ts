import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryStore } from '../../../test/faults/memory-store';
import { VirtualTime } from '../../../test/faults/virtual-time';
import { memoryDocuments } from '../../../test/support/memory-documents';
import { pageOf } from './pages';
import { ORDERS } from './store';

const LETTERS = 'abcdefghijklmnop';

describe('pages of orders', () => {
  it('leave none out and show none twice, however many fall into one millisecond', async () => {
    const times = fc.array(fc.nat({ max: 3 }), { maxLength: LETTERS.length });
    await fc.assert(
      fc.asyncProperty(
        times,
        fc.constantFrom('asc', 'desc'),
        fc.integer({ min: 1, max: 5 }),
        async (at, direction, size) => {
          const store = new MemoryStore(new VirtualTime(0));
          const ids = at.map((_, index) => LETTERS.charAt(index).repeat(16));
          for (const [index, placedAtMs] of at.entries()) {
            store.insert(ORDERS, Object.assign({ _id: ids[index] ?? '' }, { member: 'm', placedAtMs }));
          }
          store.insert(ORDERS, Object.assign({ _id: 'z'.repeat(16) }, { member: 'other', placedAtMs: 1 }));
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await pageOf(
              { documents: memoryDocuments(store) },
              { where: { member: 'm' }, by: 'placedAtMs', direction, cursor, size },
            );
            expect(page.orders.length).toBeLessThanOrEqual(size);
            seen.push(...page.orders.map(({ _id, placedAtMs }) => `${placedAtMs}:${_id}`));
            cursor = page.nextCursor ?? undefined;
          } while (cursor !== undefined);
          const all = ids.map((id, index) => `${at[index]}:${id}`).sort();
          expect(seen).toEqual(direction === 'asc' ? all : all.reverse());
        },
      ),
    );
  });
});
