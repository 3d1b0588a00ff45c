import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUseError, openGateway, verifyStore } from './index';
import { postRaw } from './test-sdk';

/** In CI so many kills; GATEWAY_KILLS=200 for a long look. */
const KILLS = Number(process.env['GATEWAY_KILLS'] ?? 20);

let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-crash-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startChild(): Promise<{ child: ChildProcess; url: string }> {
  const file = join(__dirname, 'test-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

/** Adds and increments until the gateway is gone; answers what was acknowledged. */
async function writeUntilKilled(url: string, round: number, writer: number): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let at = 0; ; at++) {
    const id = `${round}-${writer}-${at}`;
    try {
      const data = [JSON.stringify({ _id: id, n: { $numberInt: String(at) } })];
      const added = await postRaw(url, { action: 'database.insertDocument', collectionName: 'log', data });
      if (added['code'] !== undefined) throw new Error(`refused: ${JSON.stringify(added)}`);
      acknowledged.push(id);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('refused')) throw error;
      return acknowledged;
    }
  }
}

/** Adds two documents in each transaction until the gateway is gone; answers which commits were acknowledged. */
async function transactUntilKilled(url: string, round: number, writer: number): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let at = 0; ; at++) {
    const pair = `${round}-${writer}-${at}`;
    try {
      const { transactionId } = await postRaw(url, { action: 'database.startTransaction' });
      for (const side of ['left', 'right']) {
        const data = [JSON.stringify({ _id: `${pair}-${side}`, pair })];
        const body = { action: 'database.insertDocument', collectionName: 'pairs', data, transactionId };
        if ((await postRaw(url, body))['code'] !== undefined) throw new Error('not added');
      }
      const committed = await postRaw(url, { action: 'database.commitTransaction', transactionId });
      if (committed['code'] === undefined) acknowledged.push(`${pair}-left`, `${pair}-right`);
    } catch {
      return acknowledged;
    }
  }
}

async function storedIds(url: string, collectionName: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let offset = 0; ; offset += 1000) {
    const body = { action: 'database.getDocument', collectionName, limit: 1000, offset };
    const { list } = (await postRaw(url, body))['data'] as { list: string[] };
    for (const text of list) ids.add((JSON.parse(text) as { _id: string })._id);
    if (list.length < 1000) return ids;
  }
}

describe('kill -9', () => {
  it(
    `${KILLS} times: loses no acknowledged write, half-applies no transaction, keeps indexes in step`,
    async () => {
      const acknowledged: string[] = [];
      const committed: string[] = [];
      for (let round = 0; round < KILLS; round++) {
        const { child, url } = await startChild();
        const writers = Array.from({ length: 6 }, (_, writer) => writeUntilKilled(url, round, writer));
        const pairs = Array.from({ length: 3 }, (_, writer) => transactUntilKilled(url, round, writer));
        await new Promise((resolve) => setTimeout(resolve, 40 + ((round * 37) % 160)));
        if (round === 0)
          await expect(openGateway({ folder, now: Date.now })).rejects.toThrow(FolderInUseError);
        child.kill('SIGKILL');
        await once(child, 'exit');
        acknowledged.push(...(await Promise.all(writers)).flat());
        committed.push(...(await Promise.all(pairs)).flat());
      }
      const { child, url } = await startChild();
      const stored = await storedIds(url, 'log');
      expect(acknowledged.length).toBeGreaterThan(KILLS);
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      const pairs = await storedIds(url, 'pairs');
      expect(committed.length).toBeGreaterThan(0);
      expect(committed.filter((id) => !pairs.has(id))).toEqual([]);
      const otherSide = (id: string): string =>
        id.endsWith('-left') ? id.replace(/left$/, 'right') : id.replace(/right$/, 'left');
      expect([...pairs].filter((id) => !pairs.has(otherSide(id)))).toEqual([]);
      const byIndex = await postRaw(url, {
        action: 'database.calculateDocument',
        collectionName: 'log',
        query: '{"n":{"$gte":{"$numberInt":"0"}}}',
      });
      expect(byIndex['data']).toEqual({ total: stored.size });
      child.kill('SIGKILL');
      await once(child, 'exit');
      await (await openGateway({ folder, now: Date.now })).close();
      expect(verifyStore(folder)).toBeGreaterThan(0);
    },
    20_000 + KILLS * 10_000,
  );
});
