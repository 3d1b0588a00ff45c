import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { home } from './support/community';
import { freePort, StartedProcess } from './support/process';

jest.setTimeout(60_000);

describe('npm start', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'start-'));
  const running: StartedProcess[] = [];
  const start = (args: readonly string[], environment?: Record<string, string>) => {
    const process = new StartedProcess(args, environment);
    running.push(process);
    return process;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((process) => process.killAll()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['abc', '0', '65536', '-1', '80.5', '8e3', '99999999'])('refuses the port %s', async (port) => {
    const process = start(['--data', path.join(folder, 'unused')], { PORT: port });
    expect(await process.exited).toBe(1);
    expect(process.output).toContain(`PORT must be a whole number from 1 to 65535, not "${port}"`);
  });

  it('refuses an option that it does not know, and shows those that it does', async () => {
    const process = start(['--emtpy']);
    expect(await process.exited).toBe(1);
    expect(process.output).toContain('--emtpy');
    expect(process.output).toContain('--data <folder>');
  });

  it('refuses a folder that cannot be written', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const process = start(['--data', path.join(file, 'below')], { PORT: String(await freePort()) });
    expect(await process.exited).toBe(1);
    expect(process.output).toContain(path.join(file, 'below'));
    expect(process.output).not.toMatch(/^\s+at /m);
  });

  it('starts with demo members, refuses a second start on the same port or folder, and stops within 2 s', async () => {
    const data = path.join(folder, 'data');
    const port = await freePort();
    const first = start(['--data', data], { PORT: String(port) });
    const url = await first.address();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await home(url, 'demo-member-1')).toMatchObject({ streakDays: 10, checkedInToday: false });

    const samePort = start(['--data', path.join(folder, 'other')], { PORT: String(port) });
    expect(await samePort.exited).toBe(1);
    expect(samePort.output).toContain(`Port ${port} is taken`);

    const sameFolder = start(['--data', data], { PORT: String(await freePort()) });
    expect(await sameFolder.exited).toBe(1);
    expect(sameFolder.output).toContain('in use');
    expect(sameFolder.output).not.toMatch(/^\s+at /m);

    const before = performance.now();
    first.signal('SIGTERM');
    expect(await first.exited).toBe(0);
    expect(performance.now() - before).toBeLessThan(2_000);

    const empty = start(['--data', path.join(folder, 'empty'), '--empty'], { PORT: String(port) });
    expect(await home(await empty.address(), 'demo-member-1')).toMatchObject({ streakDays: 0, top10: [] });
    const beforeInterrupt = performance.now();
    empty.signal('SIGINT');
    expect(await empty.exited).toBe(0);
    expect(performance.now() - beforeInterrupt).toBeLessThan(2_000);
  });
});
