import { httpClient, postgresClient, sdkClient, type Client } from './gateway/clients';
import { measureEngine, startServer } from './gateway/children';
import { ONE_DOCUMENT, rateOf, UNIFORM, type Target } from './gateway/workload';

const CLIENTS = [1, 8, 32];
const TARGETS = [UNIFORM, ONE_DOCUMENT];
/** Of each measurement; rounds alternate between all that are compared, so that a slow moment is everyone's. */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 1);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
/** fdatasync, and the head page that is written through. */
const SYNCS_PER_COMMIT = 2;

type Measure = (clients: number, target: Target) => Promise<number | undefined>;

interface Depth {
  readonly name: string;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly close: () => Promise<void>;
}

/** Durable conditional updates a second, at three depths, each beside its peers in the same run. */
export async function gateway(): Promise<boolean> {
  const rates = new Map<string, number>();
  const commits: number[] = [];
  for (const open of [() => engineDepth(commits), wireDepth, sdkDepth]) {
    const depth = await open();
    try {
      for (const clients of CLIENTS)
        for (const target of TARGETS) await measureAll(depth, clients, target, rates);
    } finally {
      await depth.close();
    }
  }
  return checkTargets(rates, commits);
}

function engineDepth(commits: number[]): Promise<Depth> {
  const measured =
    (which: 'gateway' | 'lmdb' | 'sqlite'): Measure =>
    (clients, target) => {
      const result = measureEngine(which, clients, target === ONE_DOCUMENT ? 'one' : 'uniform', SECONDS);
      if (which === 'gateway' && clients === 32 && result.commits !== undefined) commits.push(result.commits);
      return Promise.resolve(result.rate);
    };
  return Promise.resolve({
    name: 'engine',
    measures: {
      gateway: measured('gateway'),
      'LMDB alone, bytes': measured('lmdb'),
      SQLite: measured('sqlite'),
    },
    close: () => Promise.resolve(),
  });
}

async function wireDepth(): Promise<Depth> {
  const [served, bare] = [await startServer('gateway'), await startServer('bare')];
  const postgres =
    (statements: 1 | 6): Measure =>
    async (clients, target) =>
      withClient(await postgresClient(clients, statements), clients, target);
  return {
    name: 'wire',
    measures: {
      gateway: (clients, target) => withClient(httpClient(served.url), clients, target),
      'bare HTTP': (clients, target) => withClient(httpClient(bare.url), clients, target),
      'PostgreSQL, one function': postgres(1),
      'PostgreSQL, six statements': postgres(6),
    },
    close: async () => {
      await served.stop();
      await bare.stop();
    },
  };
}

async function sdkDepth(): Promise<Depth> {
  const [served, bare] = [await startServer('gateway'), await startServer('bare')];
  return {
    name: 'SDK',
    measures: {
      gateway: (clients, target) => withClient(sdkClient(served.url), clients, target),
      ceiling: (clients, target) => withClient(sdkClient(bare.url), clients, target),
    },
    close: async () => {
      await served.stop();
      await bare.stop();
    },
  };
}

async function withClient(
  client: Client | undefined,
  clients: number,
  target: Target,
): Promise<number | undefined> {
  if (client === undefined) return undefined;
  try {
    const write: Client['write'] = (id, number) => client.write(id, number);
    await rateOf(clients, target, SECONDS / 4, write);
    return await rateOf(clients, target, SECONDS, write);
  } finally {
    await client.close();
  }
}

async function measureAll(
  depth: Depth,
  clients: number,
  target: Target,
  rates: Map<string, number>,
): Promise<void> {
  const all = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [who, measure] of Object.entries(depth.measures)) {
      const rate = await measure(clients, target);
      if (rate !== undefined) all.set(who, [...(all.get(who) ?? []), rate]);
    }
  }
  const own = medianOf(all.get('gateway') ?? []);
  const parts = Object.keys(depth.measures).map((who) => {
    const rate = medianOf(all.get(who) ?? []);
    if (!all.has(who)) return `${who}: skipped, not installed`;
    rates.set([depth.name, who, clients, target.name].join('/'), rate);
    return who === 'gateway'
      ? `gateway ${rate.toFixed(0)}/s`
      : `${who} ${rate.toFixed(0)}/s (× ${(own / rate).toFixed(2)})`;
  });
  console.log(`${depth.name}, ${clients} clients, ${target.name}: ${parts.join(', ')}`);
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function checkTargets(rates: ReadonlyMap<string, number>, commits: readonly number[]): boolean {
  const rate = (depth: string, who: string, target = UNIFORM): number | undefined =>
    rates.get([depth, who, 32, target.name].join('/'));
  const against = (depth: string, who: string): number | undefined => {
    const [own, other] = [rate(depth, 'gateway'), rate(depth, who)];
    return own === undefined || other === undefined ? undefined : own / other;
  };
  const oneToUniform = (depth: string): number =>
    (rate(depth, 'gateway', ONE_DOCUMENT) ?? NaN) / (rate(depth, 'gateway') ?? NaN);
  const checks: [string, number | undefined, number][] = [
    ['engine against SQLite', against('engine', 'SQLite'), 1.5],
    ['wire against bare HTTP', against('wire', 'bare HTTP'), 0.75],
    ['wire against PostgreSQL, one function', against('wire', 'PostgreSQL, one function'), 0.8],
    ['wire against PostgreSQL, six statements', against('wire', 'PostgreSQL, six statements'), 1.5],
    ['SDK against its ceiling', against('SDK', 'ceiling'), 0.75],
    ...['engine', 'wire', 'SDK'].map((depth): [string, number, number] => [
      `${depth}: one document against uniform`,
      oneToUniform(depth),
      0.9,
    ]),
  ];
  console.log('at 32 clients:');
  const kept = checks.map(([what, value, least]) => {
    if (value === undefined) console.log(`  skipped  ${what}: not installed`);
    else
      console.log(
        `  ${value >= least ? 'kept  ' : 'MISSED'}  ${what}: ${value.toFixed(2)}, at least ${least}`,
      );
    return value === undefined || value >= least;
  });
  const syncs = medianOf(commits) * SYNCS_PER_COMMIT;
  console.log(
    `  ${syncs <= 0.15 ? 'kept  ' : 'MISSED'}  syncs of the disk a write: ${syncs.toFixed(3)}, at most 0.15`,
  );
  return kept.every(Boolean) && syncs <= 0.15;
}
