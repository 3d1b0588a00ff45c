import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  timer: `exports.main = async (event) => console.log(JSON.stringify(event))`,
  throws: `exports.main = async () => { throw new Error('a bug') }`,
  broken: `throw new Error('does not load')`,
  web: `exports.main = async (event) => ({ text: 'plain', number: 7, object: { event }, none: null,
      whole: { statusCode: 201, headers: { 'X-Own': 'a', 'Set-Cookie': ['a=1', 'b=2'] }, body: 'AAEC', isBase64Encoded: true },
      wrong: { statusCode: 7 } })[event.queryStringParameters.answer]`,
};

const timerConfig = (cron: string) => ({
  permissions: { openapi: [] },
  triggers: [{ name: 'weekly', type: 'timer', config: cron }],
});

describe('the host', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'host-'));
  const clock = new HostClock(0);
  const logLines: string[] = [];
  const visits: string[] = [];
  const at = (address: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${address}`;
  let host: Host;
  let server: Server;

  beforeAll(async () => {
    for (const [name, source] of Object.entries(functions)) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'index.js'), source);
    }
    writeFileSync(path.join(folder, 'timer', 'config.json'), JSON.stringify(timerConfig('0 0 0 * * MON *')));
    writeFileSync(path.join(folder, 'web', 'http.json'), JSON.stringify({ path: '/own/web' }));
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
      wechat: {
        visit: (openid) => visits.push(openid),
        openByCloudId: (cloudID, openid) => ({ cloudID, data: { of: openid } }),
      },
    });
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const [, name] = /^\/call\/(.+)$/.exec(url.pathname) ?? [];
      void (name ? host.handleCall(request, response, name) : host.handleHttp(request, response, url));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
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
    expect(JSON.parse(known.context.environment)).toEqual({
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_CLIENTIP',
      WX_OPENID: 'o-real',
      WX_APPID: 'wx-local',
      WX_CLIENTIP: '127.0.0.1',
    });
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

  it('runs a timer with the event of the document, at the instant that it is due', async () => {
    const [timer] = host.timers;
    expect(timer).toMatchObject({ functionName: 'timer', name: 'weekly' });
    if (!timer) return;
    expect(await host.runTimer(timer, { stoppedAtMs: Date.UTC(2026, 0, 4, 16) })).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(JSON.parse(logLines.pop() ?? '')).toEqual({
      Type: 'Timer',
      TriggerName: 'weekly',
      Time: '2026-01-04T16:00:00Z',
      Message: '',
    });
  });

  it('gives a function behind an address the request as the document says, and takes its whole response', async () => {
    const asked = await fetch(at('/own/web/deeper?answer=object&b=%E7%BE%A4'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wx-openid': 'forged' },
      body: '{"a":1}',
    });
    const { event } = (await asked.json()) as { event: object };
    expect(event).toMatchObject({
      path: '/own/web/deeper',
      httpMethod: 'POST',
      headers: { 'content-type': 'application/json' },
      queryStringParameters: { answer: 'object', b: '群' },
      requestContext: { envId: 'local' },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty('userInfo');
    const bytes = { method: 'PUT', headers: { 'content-type': 'image/png' }, body: Buffer.from([1, 2, 255]) };
    const { event: withBytes } = (await (await fetch(at('/own/web?answer=object'), bytes)).json()) as {
      event: object;
    };
    expect(withBytes).toMatchObject({ body: 'AQL/', isBase64Encoded: true });
    const whole = await fetch(at('/own/web?answer=whole'));
    expect([whole.status, whole.headers.get('x-own'), whole.headers.getSetCookie()]).toEqual([
      201,
      'a',
      ['a=1', 'b=2'],
    ]);
    expect([...new Uint8Array(await whole.arrayBuffer())]).toEqual([0, 1, 2]);
  });

  it.each([
    ['text', 200, 'text/plain; charset=utf-8', 'plain'],
    ['number', 200, 'text/plain; charset=utf-8', '7'],
    ['none', 200, 'application/json; charset=utf-8', 'null'],
    ['wrong', 502, 'text/plain; charset=utf-8', 'Invalid response'],
  ])('an answer of %s becomes a response', async (answer, status, type, body) => {
    const response = await fetch(at(`/own/web?answer=${answer}`));
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      status,
      type,
      body,
    ]);
  });

  it('an address of no function, and a body beyond a megabyte, are refused by name', async () => {
    const refused = await fetch(at('/own/website'));
    expect([refused.status, await refused.json()]).toMatchObject([404, { code: 'INVALID_PATH' }]);
    const large = await fetch(at('/own/web'), { method: 'POST', body: 'a'.repeat((1 << 20) + 1) });
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'BODY_TOO_LARGE' }]);
  });

  it('tells WeChat of each call of a phone, and opens the cloudIDs that the phone names, no others', async () => {
    visits.length = 0;
    const call = (openid: Record<string, string>) =>
      fetch(at('/call/echo'), {
        method: 'POST',
        headers: { ...openid, 'x-wx-cloud-ids': 'group,none' },
        body: JSON.stringify({ group: { cloudID: 'c-1' }, other: { cloudID: 'c-2', data: 'forged' } }),
      }).then((response) => response.json() as Promise<{ event: object }>);
    expect((await call({ 'x-wx-openid': 'o-real' })).event).toMatchObject({
      group: { cloudID: 'c-1', data: { of: 'o-real' } },
      other: { cloudID: 'c-2', data: 'forged' },
    });
    expect(visits).toEqual(['o-real']);
    expect((await call({})).event).toMatchObject({ group: { cloudID: 'c-1' } });
    expect(visits).toEqual(['o-real']);
  });

  it.each([
    ['six fields', timerConfig('0 0 * * * *')],
    ['a weekday by number', timerConfig('0 0 0 * * 1 *')],
    ['a trigger of another kind', { triggers: [{ name: 'a', type: 'cos', config: '' }] }],
    ['a name with a space', { triggers: [{ name: 'a b', type: 'timer', config: '0 0 0 * * MON *' }] }],
  ])('a timer of %s is refused, with the file that says it', async (_what, config) => {
    const file = path.join(folder, 'timer', 'config.json');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, JSON.stringify(config));
    await expect(host.reload(['timer'])).rejects.toThrow(file);
    writeFileSync(file, before);
    expect(host.timers).toHaveLength(1);
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
