import cloudbase from '@cloudbase/node-sdk';
import type { Answered, Job } from './job';
import { BATCH, PRICE_POINTS } from './ours';

const open = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();

export async function seedTextbook({ group, buyers, stock }: Job): Promise<void> {
  const database = open();
  await database.collection('bench_stock').add({ _id: group, left: stock, sold: 0 });
  for (let from = 0; from < buyers; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, buyers - from) }, (_, at) => ({
      _id: `${group}-${from + at}`,
      points: 100,
    }));
    await database.collection('bench_buyers').add(batch);
  }
}

/** In the SDK's own words: start, read stock, account and what the member has, write all three, commit. */
export async function buyTextbook({ group }: Job, n: number): Promise<Omit<Answered, 'ms'>> {
  const database = open() as unknown as Transacting;
  const member = `${group}-${n}`;
  let calls = 0;
  let isWinner = false;
  await database.runTransaction(async (transaction) => {
    isWinner = false;
    // The start of this try.
    calls += 1;
    const counted = (name: string) => {
      calls += 1;
      return transaction.collection(name);
    };
    const stock = await counted('bench_stock').doc(group).get();
    const left = stock.data?.left ?? 0;
    // Its end, whatever it is.
    calls += 1;
    if (left < 1) return;
    const buyer = await counted('bench_buyers').doc(member).get();
    const { data: orders } = await counted('bench_orders').where({ member }).get();
    const points = buyer.data?.points ?? 0;
    if (points < PRICE_POINTS || orders.length > 0) return;
    await counted('bench_stock')
      .doc(group)
      .update({ left: left - 1, sold: (stock.data?.sold ?? 0) + 1 });
    await counted('bench_buyers')
      .doc(member)
      .update({ points: points - PRICE_POINTS });
    await counted('bench_orders').add({ _id: `${group}:${n}`, item: group, member, atMs: Date.now() });
    isWinner = true;
  });
  return { isWinner, calls };
}

export async function ordersOfTextbook({ group }: Job): Promise<number> {
  const { total } = (await open().collection('bench_orders').where({ item: group }).count()) as {
    total: number;
  };
  return total;
}

/** What this bench uses of the SDK's transactions, which come without types. */
interface Transacting {
  runTransaction(run: (transaction: Transaction) => Promise<void>): Promise<unknown>;
}

interface Transaction {
  collection(name: string): {
    doc(id: string): {
      get(): Promise<{ readonly data: Readonly<Record<string, number>> | null }>;
      update(fields: object): Promise<unknown>;
    };
    where(query: object): { get(): Promise<{ readonly data: readonly object[] }> };
    add(document: object): Promise<unknown>;
  };
}
