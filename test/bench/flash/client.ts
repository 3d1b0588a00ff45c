import type { Answered, Job, Seen } from './job';
import { buyOurs, ordersOfOurs, seedOurs } from './ours';
import { buyTextbook, ordersOfTextbook, seedTextbook } from './textbook';

/** A run that crawls has said what it has to say. */
const LIMIT_MS = 30_000;

const sides = {
  ours: { buy: buyOurs, ordersOf: ordersOfOurs },
  textbook: { buy: buyTextbook, ordersOf: ordersOfTextbook },
};

async function rush(job: Job, { buy, ordersOf }: (typeof sides)['ours']): Promise<Seen> {
  const answered: Answered[] = [];
  let [next, failures] = [0, 0];
  let failure: string | undefined;
  const before = performance.now();
  const client = async () => {
    while (next < job.buyers && performance.now() - before < LIMIT_MS) {
      const n = next;
      next += 1;
      const begun = performance.now();
      try {
        const told = await buy(job, n);
        answered.push({ ...told, ms: performance.now() - begun });
      } catch (error) {
        failures += 1;
        failure ??= error instanceof Error ? error.message : String(error);
      }
    }
  };
  await Promise.all(Array.from({ length: job.clients }, client));
  const seconds = (performance.now() - before) / 1000;
  return { seconds, answered, failures, failure, orders: await ordersOf(job) };
}

const done = async (job: Job): Promise<object> => {
  if (job.kind !== 'seed') return rush(job, sides[job.kind]);
  await seedOurs(job);
  await seedTextbook(job);
  return {};
};

process.on('message', (job: Job) => {
  done(job).then(
    (seen) => process.send?.(seen),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
