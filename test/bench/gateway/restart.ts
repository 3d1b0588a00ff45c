import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openGateway, verifyStore } from '../../../local/gateway';
import { newDocument } from './workload';

const LIMIT_MS = 1000;
const BATCH = 1000;
const DOCUMENTS = Number(process.env['BENCH_DOCUMENTS'] ?? 1_000_000);
const collectionName = 'many';
const collections = [
  { name: collectionName, indexes: [{ name: 'n', fields: [{ path: 'n', direction: 1 as const }] }] },
];

/** On demand: how long a gateway takes to open a large folder, and to read all of it: `tsx restart.ts`. */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-restart-'));
  try {
    await fill(folder);
    const before = performance.now();
    const gateway = await openGateway({ folder, now: Date.now });
    await gateway.applyCollections(collections);
    const openMs = performance.now() - before;
    await gateway.close();
    const beforeVerify = performance.now();
    const rows = verifyStore(folder);
    const verifyMs = performance.now() - beforeVerify;
    console.log(`${DOCUMENTS} documents: opened in ${openMs.toFixed(0)} ms, at most ${LIMIT_MS}`);
    console.log(`verified ${rows} rows in ${verifyMs.toFixed(0)} ms`);
    process.exitCode = openMs <= LIMIT_MS ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fill(folder: string): Promise<void> {
  const gateway = await openGateway({ folder, now: Date.now, fsync: false });
  await gateway.applyCollections(collections);
  const server = createServer((request, response) => void gateway.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let first = 0; first < DOCUMENTS; first += BATCH) {
    const data = Array.from({ length: BATCH }, (_, at) => {
      const id = String(first + at).padStart(8, '0');
      return JSON.stringify({ ...newDocument(id), n: first + at });
    });
    const body = JSON.stringify({ action: 'database.insertDocument', collectionName, data });
    const answer = (await (await fetch(url, { method: 'POST', body })).json()) as {
      code?: string;
      message?: string;
    };
    if (answer.code !== undefined) throw new Error(answer.message);
  }
  server.closeAllConnections();
  server.close();
  await gateway.close();
}

void main();
