import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUseError, openGateway } from './index';
import { postRaw } from './test-sdk';

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

async function storedIds(url: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let offset = 0; ; offset += 1000) {
    const body = { action: 'database.getDocument', collectionName: 'log', limit: 1000, offset };
    const { list } = (await postRaw(url, body))['data'] as { list: string[] };
    for (const text of list) ids.add((JSON.parse(text) as { _id: string })._id);
    if (list.length < 1000) return ids;
  }
}

describe('kill -9', () => {
  it('loses no acknowledged write, keeps documents and indexes in step, and leaves the folder usable', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 4; round++) {
      const { child, url } = await startChild();
      const writers = Array.from({ length: 8 }, (_, writer) => writeUntilKilled(url, round, writer));
      await new Promise((resolve) => setTimeout(resolve, 150 + 90 * round));
      await expect(openGateway({ folder, now: Date.now })).rejects.toThrow(FolderInUseError);
      child.kill('SIGKILL');
      await once(child, 'exit');
      acknowledged.push(...(await Promise.all(writers)).flat());
    }
    const { child, url } = await startChild();
    const stored = await storedIds(url);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    const byIndex = await postRaw(url, {
      action: 'database.calculateDocument',
      collectionName: 'log',
      query: '{"n":{"$gte":{"$numberInt":"0"}}}',
    });
    expect(byIndex['data']).toEqual({ total: stored.size });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await openGateway({ folder, now: Date.now })).close();
  });
});
