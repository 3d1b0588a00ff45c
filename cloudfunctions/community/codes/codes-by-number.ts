import type { LedgerCall } from '../call';
import { CODES, type Code } from './store';

/**
 * The sealed codes with the `count` numbers after `after`, in their order. Fewer where one cannot be seen yet: a read may lag.
 */
export async function codesByNumber(
  { documents }: Pick<LedgerCall, 'documents'>,
  stockId: string,
  after: number,
  count: number,
): Promise<string[]> {
  const found = await documents.find<Code>(
    CODES,
    { stock: stockId, number: { gt: after, lte: after + count } },
    { orderBy: [['number', 'asc']], limit: count },
  );
  return found.map(({ sealed }) => sealed);
}
