import type { Job, Seen, Side } from '../ledger/bench-client';
import { measureSizes } from '../ledger/sizes';
import { Child } from './child';

const ACCOUNTS = 2_000;
const POSTS: Readonly<Record<number, number>> = { 1: 200, 8: 400, 32: 640 };
const ROUNDS = 2;
const LEAST_RATIO = 1.2;
const MOST_CALLS_RATIO = 0.5;
const HOT_P99_LIMIT_MS = 2_000;

interface Line extends Seen {
  readonly calls: number;
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly callsPerPost: number;
}

/**
 * Posts through the real SDK, beside the textbook transaction on the same gateway in the same run: machines differ, so
 * only the ratio means anything. And what is exact everywhere: sizes and numbers of calls.
 */
export async function ledger(): Promise<boolean> {
  const sizes = await measureSizes();
  console.log(
    `account p99 ${sizes.accountP99Bytes} B (limit 4096), entry ${sizes.largestEntryBytes} B (limit 600), ` +
      `copying ${sizes.copyCallsPerPost.toFixed(3)} calls a post (limit 0.3)`,
  );
  const gateway = await Child.start('../ledger/bench-gateway.ts', {});
  const { sdkEnvironment } = (await gateway.heard()) as { sdkEnvironment: Record<string, string> };
  const client = await Child.start('../ledger/bench-client.ts', sdkEnvironment);
  try {
    const results: boolean[] = [sizes.withinLimits];
    for (const accounts of [ACCOUNTS, 1]) {
      for (const clients of [1, 8, 32]) results.push(await beside(gateway, client, accounts, clients));
    }
    return results.every(Boolean);
  } finally {
    await client.end();
    await gateway.end();
  }
}

async function beside(gateway: Child, client: Child, accounts: number, clients: number): Promise<boolean> {
  const hot = accounts === 1;
  const where = `${hot ? 'one account' : `${accounts} accounts`}, ${clients} clients`;
  const posts = POSTS[clients] ?? clients;
  const job = { group: `${hot ? 'hot' : 'uniform'}${clients}`, clients, accounts, posts };
  await client.ask({ ...job, kind: 'seed', round: 0 });
  // In turns, so that a machine that grows slower or warmer in between treats both alike. Round 0 only warms up.
  const lines: Record<Side, Line[]> = { ours: [], textbook: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const kind of ['ours', 'textbook'] as const) {
      const few = Math.ceil(posts / (round === 0 ? 8 : ROUNDS));
      const line = await measured(gateway, client, { ...job, kind, round, posts: few });
      if (round > 0) lines[kind].push(line);
    }
  }
  const [ours, textbook] = [together(lines.ours), together(lines.textbook)];
  console.log(`${where}: ours     ${told(ours)}`);
  const fine = ours.failures === 0 && (!hot || ours.p99Ms < HOT_P99_LIMIT_MS);
  if (textbook.latenciesMs.length === 0) {
    console.log(`${where}: textbook not available: ${textbook.failure}`);
    return fine;
  }
  console.log(`${where}: textbook ${told(textbook)}`);
  const ratio = ours.perSecond / textbook.perSecond;
  const calls = ours.callsPerPost / textbook.callsPerPost;
  console.log(`${where}: ${ratio.toFixed(2)} × the posts, ${calls.toFixed(2)} × the calls`);
  return fine && (hot || (ratio >= LEAST_RATIO && calls <= MOST_CALLS_RATIO));
}

async function measured(gateway: Child, client: Child, job: Job): Promise<Line> {
  await gateway.ask('calls');
  const seen = (await client.ask(job)) as Seen;
  const { calls } = (await gateway.ask('calls')) as { calls: number };
  return lineOf(seen, calls);
}

function lineOf(seen: Seen, calls: number): Line {
  const done = seen.latenciesMs.length;
  const sorted = [...seen.latenciesMs].sort((a, b) => a - b);
  const p99Ms = sorted[Math.floor(done * 0.99)] ?? Infinity;
  return { ...seen, calls, perSecond: done / seen.seconds, p99Ms, callsPerPost: calls / Math.max(1, done) };
}

function together(lines: readonly Line[]): Line {
  const sum = (of: (line: Line) => number) => lines.reduce((all, line) => all + of(line), 0);
  const seen = {
    seconds: sum((line) => line.seconds),
    latenciesMs: lines.flatMap((line) => line.latenciesMs),
    failures: sum((line) => line.failures),
    failure: lines.find((line) => line.failure !== undefined)?.failure,
  };
  return lineOf(
    seen,
    sum((line) => line.calls),
  );
}

const told = ({ perSecond, p99Ms, callsPerPost, failures, latenciesMs }: Line): string =>
  `${perSecond.toFixed(0)} posts/s, p99 ${p99Ms.toFixed(0)} ms, ${callsPerPost.toFixed(2)} calls a post, ` +
  `${failures} of ${failures + latenciesMs.length} failed`;
