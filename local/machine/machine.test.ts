import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { probe } from '../../test/probe/app';
import { openMachine, type Machine } from './index';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;

describe('a machine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'machine-'));
  const dataFolder = path.join(folder, 'data');
  let machine: Machine;

  const open = async (): Promise<void> => {
    machine = await openMachine({
      app: probe,
      port: 0,
      dataFolder,
      distFolder: path.join(folder, 'dist'),
      demo: 'none',
      preview: false,
      onLog: () => undefined,
    });
    await machine.agenda.start();
    machine.openDoors();
  };
  const close = async (): Promise<void> => {
    await machine.close();
    rmSync(folder, { recursive: true, force: true });
  };

  const ask = async (method: string, address: string, body?: object) => {
    const response = await fetch(machine.url + address, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const say = (text: string) => call('say', { text });
  const facts = () => call('facts', {});
  const call = async (action: string, input: object): Promise<unknown> => {
    const response = await fetch(`${machine.url}/cloud/functions/probe`, {
      method: 'POST',
      headers: { 'x-wx-openid': 'member-ming' },
      body: JSON.stringify({ action, input }),
    });
    return response.json();
  };
  const nowMs = async () => Number((await ask('GET', '/host/clock')).body['nowMs']);

  describe('a snapshot', () => {
    beforeEach(open);
    afterEach(close);

    it('brings back documents, files, WeChat and the clock, and what was since is gone', async () => {
      await call('makeCode', { scene: 'before' });
      await say('之前');
      const before = { facts: await facts(), wechat: machine.wechat.panel.state(), atMs: await nowMs() };
      expect(await ask('POST', '/host/snapshots', { name: '开张-1' })).toMatchObject({ status: 200 });

      for (let index = 0; index < 300; index++) await say(`之后 ${index} ${'长'.repeat(800)}`);
      await call('makeCode', { scene: 'after' });
      const moved = await ask('POST', '/host/clock', { toMs: before.atMs + 21 * DAY_MS });
      expect(moved.body['fired']).toHaveLength(3);
      expect(await facts()).toHaveLength(100);
      expect(machine.wechat.panel.state().codes).toHaveLength(2);

      const restored = await ask('POST', `/host/snapshots/${encodeURIComponent('开张-1')}/restore`);
      expect(restored).toMatchObject({
        status: 200,
        body: [{ name: '开张-1', sizeBytes: expect.any(Number) }],
      });
      expect(await facts()).toEqual(before.facts);
      expect(machine.wechat.panel.state().codes).toEqual(before.wechat.codes);
      expect(Math.abs((await nowMs()) - before.atMs)).toBeLessThan(10_000);
      const list = (await ask('GET', '/cloud/files')).body as unknown as { path: string }[];
      expect(list.map((file) => file.path)).toEqual(['codes/before.png']);

      // It goes on from there: the same Mondays come again, and the data outlive the process.
      const again = await ask('POST', '/host/clock', { toMs: before.atMs + 8 * DAY_MS });
      expect([1, 2]).toContain((again.body['fired'] as unknown[]).length);
      await say('新的之后');
      const after = await facts();
      await machine.close();
      await open();
      expect(await facts()).toEqual(after);
    });

    it('is restored while somebody saves a function and looks at a page: all of it waits and then comes', async () => {
      await say('之前');
      await ask('POST', '/host/snapshots', { name: 'a' });
      const restoring = ask('POST', '/host/snapshots/a/restore');
      const reloads = [machine.reload(), machine.reload()];
      const pages: string[] = [];
      let isOver = false;
      void restoring.then(() => (isOver = true));
      while (!isOver) {
        const page = await fetch(machine.url, { headers: { accept: 'text/html' } });
        const text = await page.text();
        if (page.status === 503) pages.push(text);
      }
      expect(await restoring).toMatchObject({ status: 200 });
      await Promise.all(reloads);
      expect(pages.length).toBeGreaterThan(0);
      expect(pages.every((page) => page.includes('http-equiv="refresh"'))).toBe(true);
      expect(await facts()).toEqual(['said: 之前']);
    });

    it.each([
      ['documents.mdb', 5_000],
      ['host.json', 5],
      ['wechat.json', 50],
    ])('whose %s is damaged is refused, and everything stays as it is', async (file, leftBytes) => {
      await say('之前');
      await ask('POST', '/host/snapshots', { name: 'a' });
      await say('之后');
      truncateSync(path.join(dataFolder, 'snapshots', 'a', file), leftBytes);
      const refused = await ask('POST', '/host/snapshots/a/restore');
      expect(refused).toMatchObject({ status: 409, body: { code: 'SNAPSHOT_DAMAGED' } });
      expect(await facts()).toEqual(['said: 之前', 'said: 之后']);
      expect(await say('再之后')).toBe('pass');
    });

    it('that was being restored when the process ended is restored by the next', async () => {
      await say('之前');
      await ask('POST', '/host/snapshots', { name: 'a' });
      await say('之后');
      await machine.close();
      const restoring = path.join(dataFolder, 'restoring');
      cpSync(path.join(dataFolder, 'snapshots', 'a'), restoring, { recursive: true });
      // One part had come over already.
      renameSync(path.join(restoring, 'documents.mdb'), path.join(dataFolder, 'documents.mdb'));
      await open();
      expect(await facts()).toEqual(['said: 之前']);
      expect(existsSync(restoring)).toBe(false);
    });

    it.each(['wechat.json', 'secrets.json', 'host.json'])('%s that is damaged is named', async (file) => {
      await machine.close();
      const kept = path.join(dataFolder, file);
      const before = existsSync(kept) ? readFileSync(kept) : undefined;
      writeFileSync(kept, '{"version":');
      await expect(open()).rejects.toThrow(file);
      if (before) writeFileSync(kept, before);
      else rmSync(kept);
      await open();
    });

    it('that was not decided yet when the process ended changes nothing', async () => {
      await say('之前');
      await machine.close();
      mkdirSync(path.join(dataFolder, 'restoring.new'));
      await open();
      expect(await facts()).toEqual(['said: 之前']);
    });
  });

  describe('what cannot be', () => {
    beforeAll(open);
    afterAll(close);

    it.each([
      ['no name', { name: '' }, 400, 'INVALID_INPUT'],
      ['a path', { name: '../host' }, 400, 'INVALID_INPUT'],
      ['a point', { name: '.' }, 400, 'INVALID_INPUT'],
      ['41 characters', { name: 'a'.repeat(41) }, 400, 'INVALID_INPUT'],
      ['more than a name', { name: 'a', more: 1 }, 400, 'INVALID_INPUT'],
    ])('a snapshot of %s is refused', async (_what, body, status, code) => {
      expect(await ask('POST', '/host/snapshots', body)).toMatchObject({ status, body: { code } });
      expect((await ask('GET', '/host/snapshots')).body).toEqual([]);
    });

    it('a snapshot is never overwritten, and one that there is not is refused', async () => {
      await ask('POST', '/host/snapshots', { name: 'a' });
      expect(await ask('POST', '/host/snapshots', { name: 'a' })).toMatchObject({ status: 409 });
      for (const name of ['b', '..', '%E0%A4%A', '..%2Fhost.json']) {
        expect((await ask('POST', `/host/snapshots/${name}/restore`)).status).toBe(404);
        expect((await ask('DELETE', `/host/snapshots/${name}`)).status).toBe(404);
      }
      expect(await ask('DELETE', '/host/snapshots/a')).toEqual({ status: 200, body: [] });
    });

    it('a snapshot of a history that is still being written is refused', async () => {
      machine.state.save({ demo: 'begun' });
      expect(await ask('POST', '/host/snapshots', { name: 'a' })).toMatchObject({
        status: 409,
        body: { code: 'NOT_NOW' },
      });
      machine.state.save({ demo: 'none' });
    });

    it.each([
      ['text', { toMs: 'tomorrow' }],
      ['a fraction', { toMs: 1.5 }],
      ['a year of five digits', { toMs: Date.UTC(10_000, 0) }],
      ['more than an instant', { toMs: Date.UTC(2030, 0), more: 1 }],
      ['nothing', {}],
    ])('a clock is not moved by %s', async (_what, body) => {
      const before = await nowMs();
      expect(await ask('POST', '/host/clock', body)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_INPUT' },
      });
      expect((await nowMs()) - before).toBeLessThan(5_000);
    });

    it('a clock does not go back', async () => {
      const toMs = (await nowMs()) - DAY_MS;
      expect(await ask('POST', '/host/clock', { toMs })).toMatchObject({
        status: 409,
        body: { code: 'CLOCK_GOES_BACK' },
      });
    });
  });

  describe('what there is besides', () => {
    beforeAll(open);
    afterAll(close);

    it('delivers a push of WeChat’s to the function that takes them; a wrong signature changes nothing', async () => {
      const push = (signature: string) =>
        ask('POST', '/wechat/panel/push', {
          event: 'user_authorization_revoke',
          openid: 'member-ming',
          signature,
        });
      expect(await push('wrong')).toMatchObject({
        status: 200,
        body: { status: 401, body: 'WRONG_SIGNATURE' },
      });
      expect(await facts()).toEqual([]);
      expect(await push('right')).toMatchObject({ body: { status: 200, body: 'success' } });
      expect(await facts()).toEqual(['push: user_authorization_revoke']);
    });

    it('brings the verdict on a picture later, as a push, in the time that the clock passes', async () => {
      const { fileID } = (await call('makeCode', { scene: 'checked' })) as { fileID: string };
      expect(await call('checkPicture', { fileID })).toBe(0);
      expect(await facts()).not.toContain('push: wxa_media_check');
      const moved = await ask('POST', '/host/clock', { toMs: (await nowMs()) + 60_000 });
      expect(moved.body['fired']).toMatchObject([
        { function: 'push', trigger: 'wxa_media_check', isAnswered: true },
      ]);
      expect(await facts()).toContain('push: wxa_media_check');
    });

    it('shows where it is while it is on its way', async () => {
      const fromMs = await nowMs();
      const moving = ask('POST', '/host/clock', { toMs: fromMs + 3_650 * DAY_MS });
      const seen: number[] = [];
      let hasEnded = false;
      void moving.then(() => (hasEnded = true));
      while (!hasEnded) {
        const { body } = await ask('GET', '/host/clock');
        if (body['isMoving']) seen.push(Number(body['nowMs']));
      }
      expect([521, 522]).toContain(((await moving).body['fired'] as unknown[]).length);
      expect(seen.some((atMs) => atMs > fromMs + DAY_MS && atMs < fromMs + 3_600 * DAY_MS)).toBe(true);
      expect(seen).toEqual([...seen].sort((one, other) => one - other));
    });
  });
});
