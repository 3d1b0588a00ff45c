import { Child } from './child';
import type { Seen } from './flash/job';

const BUYERS = 1_000;
const STOCK = 100;
const PLENTY = 2_000;
const CLIENTS = [1, 8, 32];
const LANES = [1, 4];

/**
 * A thousand buyers and a hundred of one item, through the real SDK, beside the textbook transaction on the same gateway in
 * the same run: machines differ, so only the ratio means anything. What is exact everywhere: how many are sold.
 */
export async function flash(): Promise<boolean> {
  const gateway = await Child.start('flash/gateway.ts', {});
  const { sdkEnvironment } = (await gateway.heard()) as { sdkEnvironment: Record<string, string> };
  const client = await Child.start('flash/client.ts', sdkEnvironment);
  try {
    // What comes first pays for what everybody uses.
    const warmUp = { group: 'warm-up', clients: 8, buyers: 200, stock: 100, lanes: 1 };
    for (const kind of ['seed', 'ours', 'textbook'] as const) await client.ask({ ...warmUp, kind });
    const results: boolean[] = [];
    for (const clients of CLIENTS) results.push(await beside(client, clients));
    for (const lanes of LANES) results.push(await withLanes(client, lanes));
    return results.every(Boolean);
  } finally {
    await client.end();
    await gateway.end();
  }
}

async function beside(client: Child, clients: number): Promise<boolean> {
  const job = { group: `flash${clients}`, clients, buyers: BUYERS, stock: STOCK, lanes: 1 };
  await client.ask({ ...job, kind: 'seed' });
  const ours = (await client.ask({ ...job, kind: 'ours' })) as Seen;
  const textbook = (await client.ask({ ...job, kind: 'textbook' })) as Seen;
  console.log(`${clients} clients: ours     ${told(ours)}`);
  console.log(`${clients} clients: textbook ${told(textbook)}`);
  const ratio = (of: (seen: Seen) => number) => (of(ours) / of(textbook)).toFixed(2);
  console.log(
    `${clients} clients: ${ratio(perSecond)} × the buyers answered a second, ` +
      `${ratio((seen) => p99Of(seen))} × the p99, ${ratio((seen) => seen.orders)} × the orders`,
  );
  const winners = ours.answered.filter(({ isWinner }) => isWinner).length;
  const isExact = ours.orders === STOCK && winners === STOCK && ours.failures === 0;
  if (!isExact)
    console.log(`${clients} clients: MISSED ${STOCK} orders, answered each: ${ours.failure ?? ''}`);
  return isExact;
}

/** Where there is enough for everybody, the one document that all of them write is what is slow. */
async function withLanes(client: Child, lanes: number): Promise<boolean> {
  const job = { group: `lanes${lanes}`, clients: 32, buyers: BUYERS, stock: PLENTY, lanes };
  await client.ask({ ...job, kind: 'seed' });
  const seen = (await client.ask({ ...job, kind: 'ours' })) as Seen;
  console.log(`32 clients, stock ${PLENTY}, ${lanes === 1 ? 'one lane' : `${lanes} lanes`}: ${told(seen)}`);
  return seen.orders === BUYERS && seen.failures === 0;
}

const perSecond = ({ answered, seconds }: Seen): number => answered.length / seconds;

function p99Of({ answered }: Seen): number {
  const sorted = answered.map(({ ms }) => ms).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? NaN;
}

function told(seen: Seen): string {
  const { answered, failures, orders } = seen;
  const callsOf = (isWinner: boolean) => {
    const own = answered.filter((each) => each.isWinner === isWinner);
    return own.length === 0 ? '–' : (own.reduce((sum, { calls }) => sum + calls, 0) / own.length).toFixed(2);
  };
  return (
    `${perSecond(seen).toFixed(0)} buyers/s, p99 ${p99Of(seen).toFixed(0)} ms, ${orders} orders, ` +
    `calls: winner ${callsOf(true)}, loser ${callsOf(false)}; ${failures} of ${failures + answered.length} failed`
  );
}
