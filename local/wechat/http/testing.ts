import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WeChatState } from '../state';
import { HONG, MING, openTestWeChat, type TestWeChat } from '../testing';
import type { WeChatOptions } from '../desk';
import { handleWeChat } from './handle';
import type { PanelCalls, PhoneAnswer, PhoneCalls } from './line';
import type { WeChatServerOptions } from './options';

export const FRIENDS = 'tGidOfTheFirstGroup';

export interface TestServer extends TestWeChat {
  readonly url: string;
  /** What happens to a request, and how many there were. */
  readonly way: { fault: 'none' | 'refuse' | 'dropAnswer' | 'garble' | 'redirect'; requests: number };
  readonly ask: (method: string, path: string, body?: string, headers?: HeadersInit) => Promise<Response>;
  readonly phone: <N extends keyof PhoneCalls>(
    name: N,
    ask: PhoneCalls[N]['ask'],
    openid?: string,
  ) => Promise<PhoneAnswer<N>>;
  readonly panel: <N extends keyof PanelCalls>(
    name: N,
    ask: PanelCalls[N]['ask'],
  ) => Promise<{ status: number; body: unknown }>;
  /** Without the log: a refused call is logged too. */
  readonly state: () => Omit<WeChatState, 'calls'>;
  readonly close: () => void;
}

/** The addresses of /wechat on a port of their own; what is none of them is answered with 418. */
export async function openTestServer(
  options: Partial<WeChatOptions> = {},
  deliverPush: WeChatServerOptions['deliverPush'] = () => Promise.resolve({ status: 200, body: 'success' }),
): Promise<TestServer> {
  const local = openTestWeChat(options);
  const served: WeChatServerOptions = {
    wechat: local.wechat,
    name: '群阶',
    persons: [
      { openid: MING, label: '小明' },
      { openid: HONG, label: '小红' },
    ],
    groups: [{ opengid: FRIENDS, name: '读书会' }],
    deliverPush,
  };
  const way: TestServer['way'] = { fault: 'none', requests: 0 };
  const server = createServer((request, response) => {
    way.requests += 1;
    if (way.fault === 'refuse') return void response.writeHead(502).end();
    if (way.fault === 'garble') return void response.end(`<html>${request.url}</html>`);
    if (way.fault === 'redirect') return void response.writeHead(302, { location: request.url }).end();
    if (way.fault === 'dropAnswer') {
      response.end = () => response.destroy();
    }
    handleWeChat(served, request, response).then(
      (isHandled) => isHandled || response.writeHead(418).end(),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask: TestServer['ask'] = (method, path, body, headers = {}) =>
    fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return {
    ...local,
    url,
    way,
    ask,
    phone: async (name, body, openid = MING) => {
      const headers = { 'x-wx-openid': openid };
      const response = await ask('POST', `/wechat/phone/${name}`, JSON.stringify(body), headers);
      if (response.status !== 200) throw new Error(await response.text());
      return (await response.json()) as never;
    },
    panel: async (name, body) => {
      const response = await ask('POST', `/wechat/panel/${name}`, JSON.stringify(body));
      return { status: response.status, body: await response.json() };
    },
    state: () => {
      const { calls: _calls, ...rest } = local.wechat.panel.state();
      return rest;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
