import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { openGateway, verifyStore } from '../../../local/gateway';
import { newDocument } from './workload';

const LIMIT_MS = 1000;
const BATCH = 1000;
const CLIENTS = 32;
const LOAD_MS = 1000;
const DOCUMENTS = Number(process.env['BENCH_DOCUMENTS'] ?? 1_000_000);
const KILLS = Number(process.env['BENCH_KILLS'] ?? 5);
const collectionName = 'many';
const collections = [
  { name: collectionName, indexes: [{ name: 'n', fields: [{ path: 'n', direction: 1 as const }] }] },
];

/**
 * On demand: how long a gateway takes to open a large folder after it was killed under load, again and again, and to
 * read all of it: `tsx restart.ts`. No write that was answered may be lost.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-restart-'));
  try {
    await fill(folder);
    const acknowledged = new Map<string, number>();
    const opened: number[] = [];
    for (let round = 0; ; round++) {
      const started = await start(folder);
      const { url, openMs, answeredMs } = started;
      opened.push(openMs);
      console.log(
        `${round === 0 ? 'in good order' : `after kill ${round}`}: opened in ${openMs.toFixed(0)} ms, ` +
          `at most ${LIMIT_MS}; ${answeredMs.toFixed(0)} ms from the start of the process to its first answer`,
      );
      if (round === KILLS) {
        await checkNothingLost(url, acknowledged);
        await started.kill();
        break;
      }
      const load = Promise.all(
        Array.from({ length: CLIENTS }, (_, at) => write(url, round, at, acknowledged)),
      );
      // At another moment of a commit each time.
      await wait(LOAD_MS + ((round * 37) % 160));
      await started.kill();
      await load;
    }
    const beforeVerify = performance.now();
    const rows = verifyStore(folder);
    console.log(`verified ${rows} rows in ${(performance.now() - beforeVerify).toFixed(0)} ms`);
    const updates = [...acknowledged.values()].reduce((sum, count) => sum + count, 0);
    console.log(`none of ${acknowledged.size} documents and ${updates} updates that were answered is lost`);
    process.exitCode = opened.every((ms) => ms <= LIMIT_MS) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `tsx restart.ts serve <folder>`: prints how long opening took, and its address. */
async function serve(folder: string): Promise<void> {
  const before = performance.now();
  const gateway = await openGateway({ folder, now: Date.now });
  await gateway.applyCollections(collections);
  const openMs = performance.now() - before;
  const server = createServer((request, response) => void gateway.handle(request, response));
  server.listen(0, '127.0.0.1', () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.stdout.write(`${JSON.stringify({ url, openMs })}\n`);
  });
}

interface Started {
  readonly url: string;
  readonly openMs: number;
  readonly answeredMs: number;
  kill(): Promise<void>;
}

async function start(folder: string): Promise<Started> {
  const before = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', __filename, 'serve', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, openMs } = JSON.parse(line) as { url: string; openMs: number };
  await ask(url, { action: 'database.getDocument', collectionName, query: '{}', limit: 1 });
  return {
    url,
    openMs,
    answeredMs: performance.now() - before,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/**
 * Adds a document and counts an old one up, in turns, until the gateway is gone: the file grows and is written in its
 * middle, and the index takes part in both.
 */
async function write(
  url: string,
  round: number,
  client: number,
  acknowledged: Map<string, number>,
): Promise<void> {
  const old = idOf((client * 7919 + round * 104_729) % DOCUMENTS);
  const update = {
    action: 'database.modifyDocument',
    collectionName,
    query: JSON.stringify({ _id: old }),
    data: '{"$inc":{"sold":{"$numberInt":"1"},"n":{"$numberInt":"1"}}}',
    merge: true,
  };
  for (let at = 0; ; at++) {
    const id = `new-${round}-${client}-${at}`;
    const data = [JSON.stringify({ ...newDocument(id), n: at })];
    try {
      await ask(url, { action: 'database.insertDocument', collectionName, data });
      acknowledged.set(id, 0);
      await ask(url, update);
      acknowledged.set(old, (acknowledged.get(old) ?? 0) + 1);
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      return;
    }
  }
}

async function checkNothingLost(url: string, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, least] of acknowledged) {
    const query = JSON.stringify({ _id: id, sold: { $gte: least } });
    const answer = await ask(url, { action: 'database.calculateDocument', collectionName, query });
    if ((answer['data'] as { total: number }).total !== 1) throw new Error(`a write of ${id} was lost`);
  }
}

async function fill(folder: string): Promise<void> {
  const gateway = await openGateway({ folder, now: Date.now, fsync: false });
  await gateway.applyCollections(collections);
  const server = createServer((request, response) => void gateway.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let first = 0; first < DOCUMENTS; first += BATCH) {
    const data = Array.from({ length: Math.min(BATCH, DOCUMENTS - first) }, (_, at) =>
      JSON.stringify({ ...newDocument(idOf(first + at)), n: first + at }),
    );
    await ask(url, { action: 'database.insertDocument', collectionName, data });
  }
  server.closeAllConnections();
  server.close();
  await gateway.close();
}

function idOf(at: number): string {
  return String(at).padStart(8, '0');
}

/** The gateway answered, but not as it should: unlike a connection that ended with it. */
class RefusedError extends Error {}

async function ask(url: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const answer = (await response.json()) as Record<string, unknown>;
  if (answer['code'] !== undefined) throw new RefusedError(String(answer['message']));
  return answer;
}

const [command, folder = ''] = process.argv.slice(2);
void (command === 'serve' ? serve(folder) : main());
