import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleInstance, Host, HostClock } from './index';

/** Functions of four lines each, so that the host is looked at and not the community. */
const functions = {
  echo: `exports.main = async (event, context) => ({ event, context, env: process.env })`,
  clock: `exports.main = async () => ({ now: Date.now(), made: +new Date(), given: +new Date(5), is: new Date() instanceof Date })`,
  pid: `let calls = 0, inside = 0;
    exports.main = async ({ ms = 0 }) => {
      const overlap = ++inside > 1; await new Promise((r) => setTimeout(r, ms)); inside -= 1;
      return { pid: process.pid, calls: ++calls, overlap };
    }`,
  crash: `exports.main = async ({ die, ms = 0 }) => {
      if (die) process.kill(process.pid, 'SIGKILL'); await new Promise((r) => setTimeout(r, ms)); return { alive: true };
    }`,
  hang: `exports.main = ({ hang }) => (hang ? new Promise(() => setInterval(() => 0, 1000)) : 'fine')`,
  timer: `exports.main = async () => console.log('the timer ran')`,
  throws: `exports.main = async () => { throw new Error('a bug') }`,
  broken: `throw new Error('does not load')`,
};

describe('the host', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'host-'));
  const clock = new HostClock(0, () => undefined);
  const logLines: string[] = [];
  let host: Host;

  beforeAll(async () => {
    for (const [name, source] of Object.entries(functions)) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'index.js'), source);
    }
    const instanceFile = path.join(folder, 'instance.js');
    await bundleInstance(instanceFile);
    process.env.NOT_FOR_FUNCTIONS = 'secret of this machine';
    host = new Host({
      functionsFolder: folder,
      functionNames: Object.keys(functions),
      instanceFile,
      gatewayUrl: 'http://127.0.0.1:1/admin',
      clock,
      environment: { OWN: 'variable' },
      maxInstances: 3,
      timeoutMs: 1_000,
      onLog: (line) => logLines.push(line),
    });
  });
  afterAll(() => {
    host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = async <T>(name: keyof typeof functions, event = {}, openid?: string) =>
    JSON.parse(await host.call(name, event, openid)) as T;

  it('puts the identity into the context and over whatever the client sent', async () => {
    type Echo = { event: object; context: { environment: string }; env: Record<string, string> };
    const forged = { userInfo: { openId: 'forged' }, a: 1 };
    const known = await call<Echo>('echo', forged, 'o-real');
    expect(known.event).toEqual({ a: 1, userInfo: { appId: 'wx-local', openId: 'o-real' } });
    expect(JSON.parse(known.context.environment)).toMatchObject({ WX_OPENID: 'o-real' });
    const nobody = await call<Echo>('echo', {});
    expect(JSON.parse(nobody.context.environment)).toEqual({});
    expect(known.env).toMatchObject({ OWN: 'variable', TENCENTCLOUD_RUNENV: 'SCF' });
    expect(known.env).not.toHaveProperty('NOT_FOR_FUNCTIONS');
  });

  it('moves the clock that the function sees, and nothing else of Date', async () => {
    clock.offsetMs = 86_400_000;
    const seen = await call<{ now: number; made: number; given: number; is: boolean }>('clock');
    clock.offsetMs = 0;
    expect(Math.abs(seen.now - Date.now() - 86_400_000)).toBeLessThan(5_000);
    expect(Math.abs(seen.made - seen.now)).toBeLessThan(1_000);
    expect(seen).toMatchObject({ given: 5, is: true });
  });

  it('lets the clock of one call stand at an instant, and the next see the own clock again', async () => {
    const seen = JSON.parse(await host.call('clock', {}, undefined, { stoppedAtMs: 1_000 })) as object;
    expect(seen).toEqual({ now: 1_000, made: 1_000, given: 5, is: true });
    const next = await call<{ now: number }>('clock');
    expect(Math.abs(next.now - Date.now())).toBeLessThan(5_000);
  });

  it('holds the timers while it is told to, and runs them as soon as it is not', async () => {
    host.holdTimers();
    await host.runTimers();
    expect(logLines).toEqual([]);
    await host.releaseTimers();
    await host.runTimers();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(logLines).toEqual(['the timer ran', 'the timer ran']);
  });

  it('runs one call at a time an instance, on as many instances as are allowed', async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, () => call<{ pid: number; overlap: boolean }>('pid', { ms: 30 })),
    );
    expect(results.some((result) => result.overlap)).toBe(false);
    expect(new Set(results.map((result) => result.pid)).size).toBe(3);
  });

  it('replaces an instance that crashes, while the others go on', async () => {
    const others = [call('crash', { ms: 400 }), call('crash', { ms: 400 })];
    await expect(call('crash', { die: true })).rejects.toMatchObject({ code: 'FUNCTION_CRASHED' });
    await expect(Promise.all(others)).resolves.toEqual([{ alive: true }, { alive: true }]);
    const after = await Promise.all(Array.from({ length: 6 }, () => call('crash')));
    expect(after).toHaveLength(6);
  });

  it('ends a call that hangs, and serves the next', async () => {
    await expect(call('hang', { hang: true })).rejects.toMatchObject({ code: 'FUNCTION_TIMEOUT' });
    await expect(call('hang')).resolves.toBe('fine');
  });

  it('says so when a function throws or cannot be loaded', async () => {
    await expect(call('throws')).rejects.toMatchObject({ code: 'FUNCTION_ERROR' });
    await expect(call('broken')).rejects.toMatchObject({ code: 'FUNCTION_LOAD_FAILED' });
  });

  it('takes over functions that were bundled anew, while running calls end with the old ones', async () => {
    const running = call('crash', { ms: 300 });
    writeFileSync(path.join(folder, 'crash', 'index.js'), `exports.main = async () => 'new'`);
    await host.reload(Object.keys(functions).filter((name) => name !== 'broken'));
    await expect(running).resolves.toEqual({ alive: true });
    await expect(call('crash')).resolves.toBe('new');
  });
});
