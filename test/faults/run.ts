import { simulate } from './ledger/simulate';
import { ledgerMutants } from './mutants';
import { caught, mutated, type Simulate } from './mutate';

const USAGE = `npm run faults -- ledger --seeds N [--seed FIRST] [--mutant NAME]
npm run faults -- mutants`;
const MUTANT_SEEDS = 300;
const TRACE_LINES = 60;

interface Options {
  readonly seeds: number;
  readonly first: number;
  readonly mutant: string | undefined;
}

async function main([what, ...rest]: readonly string[]): Promise<boolean> {
  if (what === 'ledger') return ledger(optionsOf(rest));
  if (what === 'mutants' && rest.length === 0) return mutants();
  throw new UsageError(USAGE);
}

class UsageError extends Error {}

/** Many seeds, one after the other; the first that fails is told with its story. */
async function ledger({ seeds, first, mutant }: Options): Promise<boolean> {
  const run = mutant === undefined ? simulate : await mutated(mutantNamed(mutant));
  const sums = { posts: 0, databaseCalls: 0, lostCalls: 0, entries: 0 };
  const before = performance.now();
  for (let n = 0; n < seeds; n += 1) {
    const result = await run(first + n);
    if (result.violation !== undefined) return tell(run, first + n, result.violation, mutant);
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += result[key];
    if ((n + 1) % Math.ceil(seeds / 10) === 0) {
      console.log(`${n + 1} of ${seeds} seeds, ${((performance.now() - before) / 1000).toFixed(1)} s`);
    }
  }
  console.log(`No violation in ${seeds} seeds from ${first} on.`);
  console.log(
    `${sums.posts} answers, ${sums.entries} entries, ${sums.databaseCalls} database calls, ${sums.lostCalls} of them lost.`,
  );
  return true;
}

/** The same seed tells the same story, so it is told again, this time with every line of it. */
async function tell(
  run: Simulate,
  seed: number,
  violation: string,
  mutant: string | undefined,
): Promise<boolean> {
  const { trace } = await run(seed, true);
  // The story of what the violation names, where it names a key.
  const key = / ([a-z]+:?[a-z]*:?[a-z]?\d+)\b/.exec(violation)?.[1];
  const own = key === undefined ? trace : trace.filter((line) => line.includes(key));
  console.error((own.length > 0 ? own : trace).slice(-TRACE_LINES).join('\n'));
  console.error(
    `\nSeed ${seed}: ${violation}\nAgain: npm run faults -- ledger --seeds 1 --seed ${seed}${mutant === undefined ? '' : ` --mutant ${mutant}`}`,
  );
  return false;
}

async function mutants(): Promise<boolean> {
  console.log('| mutant | what is wrong with it | caught by | at |\n| --- | --- | --- | --- |');
  let all = true;
  for (const mutant of ledgerMutants) {
    const by = await caught(mutant, MUTANT_SEEDS);
    console.log(`| ${mutant.name} | ${mutant.why} | ${by?.by ?? 'NOBODY'} | ${by?.at ?? '–'} |`);
    all &&= by !== undefined;
  }
  return all;
}

function mutantNamed(name: string) {
  const mutant = ledgerMutants.find((other) => other.name === name);
  if (!mutant) throw new UsageError(`Which mutant? ${ledgerMutants.map((other) => other.name).join(' | ')}`);
  return mutant;
}

function optionsOf(args: readonly string[]): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i] ?? '', args[i + 1]];
    if (!['--seeds', '--seed', '--mutant'].includes(name) || value === undefined || given.has(name)) {
      throw new UsageError(`${name}?\n${USAGE}`);
    }
    given.set(name, value);
  }
  const first = given.get('--seed');
  const seeds = given.get('--seeds') ?? (first === undefined ? '' : '1');
  return {
    seeds: wholeNumber('--seeds', seeds),
    first: first === undefined ? 1 : wholeNumber('--seed', first),
    mutant: given.get('--mutant'),
  };
}

/** No seeds at all would prove nothing and look like success. */
function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(number) || number < 1) {
    throw new UsageError(`${name} takes a whole number above 0, not "${text}"\n${USAGE}`);
  }
  return number;
}

main(process.argv.slice(2)).then(
  (good) => process.exit(good ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exit(1);
  },
);
