import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ask, checkIn, dataOf, home, newRequestId } from './support/community';
import { freePort, StartedProcess } from './support/process';
import { untilItSays } from './support/says';

jest.setTimeout(120_000);

const OWNER_CLAIM = /a member may claim it under 我的, or anybody with ([A-Za-z0-9_-]{22})\n/;
const PROGRESS = /last six weeks: (\d+) %/;
const percentOf = ({ output }: StartedProcess) => Number(PROGRESS.exec(output)?.[1]);
const VIEWER = { streakDays: 13, checkedInToday: false, tier: { growthValue: 490 } };

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

  it('refuses a second start on the same port or folder, and stops within 2 s, also amid the demo', async () => {
    const data = path.join(folder, 'data');
    const port = await freePort();
    const first = start(['--data', data], { PORT: String(port) });
    const url = await first.address();
    expect(url).toBe(`http://127.0.0.1:${port}`);

    const samePort = start(['--data', path.join(folder, 'other')], { PORT: String(port) });
    const sameFolder = start(['--data', data], { PORT: String(await freePort()) });
    const reset = start(['--data', data, '--reset', '--yes'], { PORT: String(await freePort()) });
    for (const process of [samePort, sameFolder, reset]) expect(await process.exited).toBe(1);
    expect(samePort.output).toContain(`Port ${port} is taken`);
    for (const process of [sameFolder, reset]) expect(process.output).toContain('in use');
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

  it('begins with a member who is complete, and goes on with the community after Ctrl-C and kill -9', async () => {
    const data = path.join(folder, 'demo');
    const port = String(await freePort());
    const first = start(['--data', data], { PORT: port });
    // The board has the leads on it at once; the others come while the page is open already.
    expect(await home(await first.address(), 'demo-member-1')).toMatchObject(VIEWER);
    first.signal('SIGINT');
    expect(await first.exited).toBe(0);

    const second = start(['--data', data], { PORT: port });
    await untilItSays(second, PROGRESS);
    await second.killAll();

    const third = start(['--data', data], { PORT: port });
    await untilItSays(third, PROGRESS);
    expect(percentOf(third)).toBeGreaterThanOrEqual(percentOf(second));
    expect(await home(await third.address(), 'demo-member-1')).toMatchObject(VIEWER);
    expect(third.output).not.toContain('Error');
  });

  it('an empty community belongs to nobody: the code that is printed claims it, also after a restart', async () => {
    const data = path.join(folder, 'unowned');
    const port = String(await freePort());
    const first = start(['--data', data, '--empty'], { PORT: port });
    await untilItSays(first, OWNER_CLAIM);
    const [, code] = OWNER_CLAIM.exec(first.output) ?? [];
    await first.killAll();

    const again = start(['--data', data], { PORT: port });
    await untilItSays(again, OWNER_CLAIM);
    expect(OWNER_CLAIM.exec(again.output)?.[1]).toBe(code);
    const url = await again.address();
    expect(await ask(url, 'o-mine', 'claimOwnership', { code }, newRequestId())).toMatchObject({ ok: true });
    const operator = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'local/operator.ts', 'roles', ...args], {
        cwd: path.join(__dirname, '..'),
        env: { ...process.env, PORT: port },
      });
    expect((await operator('--as', 'o-mine')).stdout).toContain('"owner"');
    await expect(operator()).rejects.toMatchObject({ stdout: expect.stringContaining('FORBIDDEN') });
  });

  it('--reset asks before it deletes; without a terminal it refuses, and --yes is the answer', async () => {
    const data = path.join(folder, 'reset');
    const port = String(await freePort());
    const first = start(['--data', data, '--empty'], { PORT: port });
    dataOf(await checkIn(await first.address(), 'new-reset'));
    await first.killAll();

    const asking = start(['--data', data, '--empty', '--reset'], { PORT: port });
    expect(await asking.exited).toBe(1);
    expect(asking.output).toContain('--reset asks before it deletes');
    const kept = start(['--data', data], { PORT: port });
    expect(await home(await kept.address(), 'new-reset')).toMatchObject({ balancePoints: 10 });
    await kept.killAll();

    const anew = start(['--data', data, '--empty', '--reset', '--yes'], { PORT: port });
    expect(await home(await anew.address(), 'new-reset')).toMatchObject({ balancePoints: 0, top10: [] });
    const alone = start(['--data', data, '--yes']);
    expect(await alone.exited).toBe(1);
    expect(alone.output).toContain('--yes answers what --reset asks');
  });
});
