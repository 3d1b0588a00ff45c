import { gatewayEngine, lmdbEngine, sqliteEngine, type Engine } from './engines';
import { ONE_DOCUMENT, rateOf, UNIFORM } from './workload';

const ENGINES: Readonly<Record<string, () => Engine | undefined | Promise<Engine>>> = {
  gateway: gatewayEngine,
  lmdb: lmdbEngine,
  sqlite: sqliteEngine,
};

/** `tsx engine-child.ts <gateway | lmdb | sqlite> <clients> <uniform | one> <seconds>`: one measurement, as JSON. */
async function main(): Promise<void> {
  const [which = '', clients = '1', target = 'uniform', seconds = '1'] = process.argv.slice(2);
  const engine = await ENGINES[which]?.();
  if (engine === undefined) {
    process.stdout.write('{}\n');
    return;
  }
  const aim = target === 'one' ? ONE_DOCUMENT : UNIFORM;
  const write = (id: string): Promise<boolean> => engine.write(id);
  await rateOf(Number(clients), aim, 0.5, write);
  const before = engine.commits();
  const rate = await rateOf(Number(clients), aim, Number(seconds), write);
  const commits = (engine.commits() - before) / (rate * Number(seconds));
  await engine.close();
  process.stdout.write(`${JSON.stringify({ rate, commits })}\n`);
}

void main();
