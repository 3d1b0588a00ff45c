import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DamagedFileError, openFiles } from './index';
import { send, startTestFiles } from './testing';

/** In CI so many kills; FILES_KILLS=200 for a long look. */
const KILLS = Number(process.env['FILES_KILLS'] ?? 10);
const SIZE_BYTES = 4_000_000;

let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-crash-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startChild(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'test-child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

/** A version of a file is its number, over and over. */
const versionOf = (version: number): Buffer => Buffer.alloc(SIZE_BYTES, `${version};`);

/** Writes version after version until the process is gone; answers the last one that was acknowledged. */
async function writeUntilKilled(
  url: string,
  path: string,
  from: number,
  onWritten: () => void,
): Promise<number> {
  for (let version = from; ; version++) {
    const body = versionOf(version);
    const answer = await send(url, {
      method: 'PUT',
      path: `/cloud/files/${path}`,
      openid: 'ming',
      body,
    }).catch(() => undefined);
    if (answer === undefined) return version - 1;
    expect(answer.status).toBe(200);
    onWritten();
  }
}

describe('kill -9', () => {
  it(
    `${KILLS} times in the middle of writing: each file is one whole version, none older than what was acknowledged`,
    async () => {
      const versions = new Map([
        ['a.bin', 0],
        ['b/c.bin', 0],
      ]);
      for (let round = 0; round < KILLS; round++) {
        const { child, url } = await startChild();
        // Not by the clock alone: a slow disk would be killed before it has written anything at all.
        let writing: Promise<void>[] = [];
        const written = new Promise<void>((resolve) => {
          writing = [...versions].map(async ([path, known]) => {
            versions.set(path, await writeUntilKilled(url, path, known + 1, resolve));
          });
        });
        await written;
        await new Promise((resolve) => setTimeout(resolve, (round * 37) % 160));
        child.kill('SIGKILL');
        await Promise.all([...writing, once(child, 'exit')]);

        const local = await startTestFiles({ folder });
        for (const [path, acknowledged] of versions) {
          const { status, bytes } = await send(local.url, { method: 'GET', path: `/cloud/files/${path}` });
          if (acknowledged === 0 && status === 404) continue;
          const version = Number.parseInt(bytes.toString('utf8', 0, 20), 10);
          expect(version).toBeGreaterThanOrEqual(acknowledged);
          expect(version).toBeLessThanOrEqual(acknowledged + 1);
          expect(bytes.equals(versionOf(version))).toBe(true);
          versions.set(path, version);
        }
        await local.close();
        // What the kill left half written is gone.
        expect(readdirSync(folder).length).toBeLessThanOrEqual(versions.size);
      }
      expect([...versions.values()].reduce((sum, version) => sum + version)).toBeGreaterThanOrEqual(KILLS);
    },
    20_000 + KILLS * 10_000,
  );
});

describe('a file that was changed by hand', () => {
  const damaged = async (change: (file: string) => void): Promise<unknown> => {
    const own = mkdtempSync(join(tmpdir(), 'files-damage-'));
    try {
      const local = await startTestFiles({ folder: own });
      await send(local.url, { method: 'PUT', path: '/cloud/files/a.txt', openid: 'ming', body: 'hello' });
      await local.close();
      change(join(own, readdirSync(own)[0] ?? ''));
      await openFiles({ folder: own, publicUrl: local.url, envId: 'local-env', now: Date.now });
      return undefined;
    } catch (error) {
      return error;
    } finally {
      rmSync(own, { recursive: true });
    }
  };

  it('is refused at the next opening, with what to do about it', async () => {
    expect(await damaged(() => undefined)).toBeUndefined();
    const cut = await damaged((file) => truncateSync(file, 30));
    expect(cut).toBeInstanceOf(DamagedFileError);
    expect(String(cut)).toContain('or remove it');
    const changed = (from: string, to: string) => (file: string) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    expect(await damaged(changed('"a.txt"', '"b.txt"'))).toBeInstanceOf(DamagedFileError);
    expect(await damaged(changed('"a.txt"', '"../a"'))).toBeInstanceOf(DamagedFileError);
    expect(await damaged(changed('hello', 'hell'))).toBeInstanceOf(DamagedFileError);
    expect(await damaged(changed('"ming"', '7'))).toBeInstanceOf(DamagedFileError);
  });

  it('a file that is none of these is left alone', async () => {
    expect(await damaged((file) => writeFileSync(join(file, '..', '.DS_Store'), 'x'))).toBeUndefined();
  });
});
