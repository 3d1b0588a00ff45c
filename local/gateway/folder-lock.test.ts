import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUseError, FolderUnusableError, openGateway, type Gateway } from './index';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (path: string): Promise<Gateway> => openGateway({ folder: path, now: Date.now, fsync: false });

describe('a folder', () => {
  it('is made when it does not exist, and is free again after close', async () => {
    const deep = join(folder, 'a', 'b');
    await (await open(deep)).close();
    await (await open(deep)).close();
    expect(readdirSync(deep).filter((file) => file.startsWith('gateway.lock'))).toEqual([]);
  });

  it('is refused while it is open, by name and with the number of the process', async () => {
    const first = await open(folder);
    await expect(open(folder)).rejects.toThrow(FolderInUseError);
    await expect(open(folder)).rejects.toThrow(`${folder} is in use by process ${process.pid}`);
    await first.close();
    await (await open(folder)).close();
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 - 1, startedAt: null, token: 't' })],
    [
      'of an earlier process with the number of a living one',
      JSON.stringify({ pid: process.pid, startedAt: 'long ago', token: 't' }),
    ],
    ['that is damaged', '{"pid":'],
  ])('is taken over from a lock %s', async (_what, lock) => {
    writeFileSync(join(folder, 'gateway.lock'), lock);
    await (await open(folder)).close();
    expect(readdirSync(folder).filter((file) => file.startsWith('gateway.lock'))).toEqual([]);
  });

  it('that lies below a file is unusable, and the message says which and why', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const below = join(file, 'data');
    await expect(open(below)).rejects.toThrow(FolderUnusableError);
    await expect(open(below)).rejects.toThrow(`${below} cannot be used: ENOTDIR`);
    await expect(open(file)).rejects.toThrow(FolderUnusableError);
  });

  it('after close the gateway serves nothing more, and closing twice is fine', async () => {
    const gateway = await open(folder);
    await gateway.close();
    await gateway.close();
    await expect(gateway.applyCollections([])).rejects.toThrow('the gateway is closed');
  });
});
