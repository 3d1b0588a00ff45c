import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openGateway } from './gateway';
import { newState, writeState } from './host';
import { resetData } from './reset';

describe('--reset', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'reset-'));
    const gateway = await openGateway({ folder, now: Date.now });
    await gateway.applyCollections([{ name: 'accounts', indexes: [] }]);
    await gateway.close();
    writeState(folder, newState('none', 0));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const answering = (answer: string) => () => Promise.resolve(answer);

  it('asks, names the folder, and deletes what is in it at a yes', async () => {
    const asked: string[] = [];
    await resetData(folder, {
      yes: false,
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(' Yes ');
      },
    });
    expect(asked.join()).toContain(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['', 'y', 'no', 'yes please'])('deletes nothing at the answer "%s"', async (answer) => {
    const before = readdirSync(folder);
    await expect(resetData(folder, { yes: false, ask: answering(answer) })).rejects.toThrow(
      'Nothing was deleted.',
    );
    expect(readdirSync(folder)).toEqual(before);
  });

  it('refuses by name where there is no terminal, and takes --yes instead', async () => {
    const before = readdirSync(folder);
    await expect(resetData(folder, { yes: false, ask: null })).rejects.toThrow('Add --yes');
    expect(readdirSync(folder)).toEqual(before);
    await resetData(folder, { yes: true, ask: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('deletes nothing where anything else lies, or where a server is running', async () => {
    const gateway = await openGateway({ folder, now: Date.now });
    await expect(resetData(folder, { yes: true })).rejects.toThrow('in use');
    await gateway.close();
    writeFileSync(path.join(folder, 'thesis.doc'), '');
    await expect(resetData(folder, { yes: true })).rejects.toThrow('thesis.doc');
    expect(existsSync(path.join(folder, 'documents.mdb'))).toBe(true);
  });

  it('deletes damaged data, and has nothing to ask where nothing is', async () => {
    writeFileSync(path.join(folder, 'documents.mdb'), 'not a database');
    writeFileSync(path.join(folder, 'host.json'), '{');
    await resetData(folder, { yes: true });
    expect(readdirSync(folder)).toEqual([]);
    await resetData(folder, { yes: false, ask: null });
    await resetData(path.join(folder, 'nowhere'), { yes: false, ask: null });
  });
});
