import { flash } from './flash';
import { gateway } from './gateway';
import { ledger } from './ledger';
import { preview } from './preview';
import { startup } from './startup';

/** Benchmarks by name: `npm run bench -- startup`. */
const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  startup,
  gateway,
  ledger,
  flash,
  preview,
};

async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) {
    console.error(`Which bench? npm run bench -- ${Object.keys(benches).join(' | ')}`);
    process.exit(1);
  }
  process.exit((await bench()) ? 0 : 1);
}

// What a bench has started ends with it, also on Ctrl-C.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
