import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonIn } from '../json-text';
import type { CheckedCall } from './checked-call';
import { answer, MAX_BODY_BYTES, readBody, refused, type Reply } from './json';
import type { About } from './line';
import type { WeChatServerOptions } from './options';
import { panelCalls } from './panel-calls';
import { phoneCalls } from './phone-calls';
import { callPay, callSession, callXpay } from './server-calls';

export type { WeChatServerOptions };

const MAX_OPENID_CHARACTERS = 128;

/**
 * Answers what line.ts describes. Whoever calls it has already refused foreign origins.
 * @returns false for an address that isn't one of WeChat's.
 */
export async function handleWeChat(
  options: WeChatServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const reply = await replyTo(options, request);
  if (reply === undefined) return false;
  answer(response, reply);
  return true;
}

async function replyTo(options: WeChatServerOptions, request: IncomingMessage): Promise<Reply | undefined> {
  const { url = '', method } = request;
  const [pathname = ''] = url.split('?');
  const read = { '/wechat/about': aboutOf, '/wechat/state': stateOf }[pathname];
  if (read !== undefined) {
    return method === 'GET' ? { status: 200, body: read(options) } : wrongMethod('GET');
  }
  const door = DOORS.find(({ address }) => address.test(pathname));
  if (door === undefined) return undefined;
  const { answerCall, expected = 'POST' } = door;
  // WeChat Pay itself says which of its calls takes what.
  if (method !== expected && answerCall !== answerPay) return wrongMethod(expected);
  const text = await readBody(request);
  if (text === undefined) return refused(413, 'BODY_TOO_LARGE', `more than ${MAX_BODY_BYTES} bytes`);
  return answerCall(options, request, text);
}

type AnswerCall = (
  options: WeChatServerOptions,
  request: IncomingMessage,
  text: string,
) => Reply | Promise<Reply>;

const answerPhone: AnswerCall = (options, { url = '', headers }, text) => {
  const openid = headers['x-wx-openid'];
  if (typeof openid !== 'string' || openid === '' || openid.length > MAX_OPENID_CHARACTERS) {
    return refused(400, 'OPENID_MISSING', 'the header x-wx-openid says who calls');
  }
  return callIn(phoneCalls, nameIn(url))({ ...options, openid }, jsonIn(text));
};

const answerPanel: AnswerCall = (options, { url = '' }, text) =>
  callIn(panelCalls, nameIn(url))(options, jsonIn(text));

const answerPay: AnswerCall = ({ wechat }, request, text) => callPay(wechat, request, text);

const answerXpay: AnswerCall = ({ wechat }, { url = '' }, text) => callXpay(wechat, url, text);

const answerSession: AnswerCall = ({ wechat }, { url = '' }) => callSession(wechat, url);

interface WeChatDoor {
  readonly address: RegExp;
  readonly answerCall: AnswerCall;
  /** POST, if not said. */
  readonly expected?: 'GET';
}

const DOORS: readonly WeChatDoor[] = [
  { address: /^\/wechat\/phone\/[^/]+$/, answerCall: answerPhone },
  { address: /^\/wechat\/panel\/[^/]+$/, answerCall: answerPanel },
  { address: /^\/wechat\/pay\/v3\//, answerCall: answerPay },
  { address: /^\/wechat\/api\/xpay\/[^/]+$/, answerCall: answerXpay },
  { address: /^\/wechat\/api\/sns\/jscode2session$/, answerCall: answerSession, expected: 'GET' },
];

const nameIn = (url: string): string => /^\/wechat\/[a-z]+\/([^/?]+)/.exec(url)?.[1] ?? '';

const wrongMethod = (expected: string): Reply => refused(405, 'WRONG_METHOD', `expected ${expected}`);

function callIn<Context>(
  calls: Readonly<Record<string, CheckedCall<Context>>>,
  name: string,
): CheckedCall<Context> {
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
  return call ?? (() => Promise.resolve(refused(404, 'UNKNOWN_CALL', `there is no call ${name}`)));
}

const stateOf = ({ wechat }: WeChatServerOptions) => wechat.panel.state();

function aboutOf({ wechat, name, persons, groups }: WeChatServerOptions): About {
  const { appid, templates } = wechat.miniProgram;
  return {
    appid,
    name,
    persons,
    groups,
    templates: templates.map(({ id, title }) => ({ id, title })),
    hasCashier: wechat.cashier !== undefined,
    hasVirtualPayment: wechat.xpay !== undefined,
  };
}
