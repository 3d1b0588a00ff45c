import cloudbase from '@cloudbase/node-sdk';
import { ACCOUNTS, newAccount, post } from '../../cloudfunctions/community/ledger';
import { defaultRulebook } from '../../cloudfunctions/community/rulebook';
import { openDocuments } from '../../cloudfunctions/platform/cloudbase-documents';

export type Side = 'ours' | 'textbook';

/** What one client process is asked to do, and what it saw. */
export interface Job {
  readonly kind: 'seed' | Side;
  /** Names the accounts. */
  readonly group: string;
  /** Makes the keys of this run its own. */
  readonly round: number;
  readonly clients: number;
  /** Over so many accounts; 1 is the hot one. */
  readonly accounts: number;
  readonly posts: number;
}

export interface Seen {
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  readonly failures: number;
  readonly failure: string | undefined;
}

const POINTS = 5;
const BATCH = 100;
/** A run that crawls has said what it has to say. */
const LIMIT_MS = 15_000;

/** In the SDK's own words: start, read both, write both, commit. */
async function textbookPost(account: string, key: string): Promise<void> {
  const database: Transacting = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();
  await database.runTransaction(async (transaction) => {
    const accounts = transaction.collection('bench_accounts');
    const entries = transaction.collection('bench_entries');
    const stored = await accounts.doc(account).get();
    const earlier = await entries.doc(key).get();
    if (earlier.data) return;
    const points = (stored.data?.points ?? 0) + POINTS;
    await accounts.doc(account).update({ points });
    await entries.add({
      _id: key,
      account,
      kind: 'earn',
      delta: POINTS,
      balanceAfter: points,
      atMs: Date.now(),
    });
  });
}

/** What this bench uses of the SDK's transactions, which come without types. */
interface Transacting {
  runTransaction(run: (transaction: Transaction) => Promise<void>): Promise<unknown>;
}

interface Transaction {
  collection(name: string): {
    doc(id: string): {
      get(): Promise<{ readonly data: { readonly points: number } | null }>;
      update(fields: object): Promise<unknown>;
    };
    add(document: object): Promise<unknown>;
  };
}

async function ourPost(memberId: string, key: string): Promise<void> {
  const call = {
    documents: openDocuments(),
    nowMs: Date.now(),
    clockMs: Date.now,
    random: Math.random,
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    rulebook: defaultRulebook,
  };
  const posted = await post(call, {
    memberId,
    once: { key, input: { points: POINTS } },
    decide: () => ({
      effects: {
        key,
        fact: { type: 'bench' },
        rulebookVersion: 1,
        move: { kind: 'earn', points: POINTS, from: 'issuer:bench' },
      },
    }),
  });
  if ('refusal' in posted) throw new Error(posted.refusal);
}

/** All accounts are there before the clock starts, for both sides. */
async function seed({ accounts, group }: Job): Promise<void> {
  const database = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();
  const members = Array.from({ length: accounts }, (_, n) => `${group}-${n}`);
  for (let from = 0; from < members.length; from += BATCH) {
    const batch = members.slice(from, from + BATCH);
    // As if some entries had left already: an account from which none has needs no look for the key.
    const accounts = batch.map((member) => ({ ...newAccount(member, Date.now()), seq: 8, ver: 8 }));
    await database.collection(ACCOUNTS).add(accounts);
    await database.collection('bench_accounts').add(batch.map((_id) => ({ _id, points: 0 })));
  }
}

async function work(job: Job): Promise<Seen> {
  const once = job.kind === 'ours' ? ourPost : textbookPost;
  const latenciesMs: number[] = [];
  let [next, failures] = [0, 0];
  let failure: string | undefined;
  const before = performance.now();
  const client = async () => {
    while (next < job.posts && performance.now() - before < LIMIT_MS) {
      const n = (next += 1);
      const begun = performance.now();
      try {
        // Spread evenly by a step that has no factor in common with the number of accounts.
        await once(`${job.group}-${(n * 7_919) % job.accounts}`, `${job.group}:${job.round}:${n}`);
        latenciesMs.push(performance.now() - begun);
      } catch (error) {
        failures += 1;
        failure ??= error instanceof Error ? error.message : String(error);
      }
    }
  };
  await Promise.all(Array.from({ length: job.clients }, client));
  return { seconds: (performance.now() - before) / 1000, latenciesMs, failures, failure };
}

process.on('message', (job: Job) => {
  const done = job.kind === 'seed' ? seed(job).then(() => ({})) : work(job);
  done.then(
    (seen) => process.send?.(seen),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
