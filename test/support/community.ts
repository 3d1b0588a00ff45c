import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Answer } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { operatorContracts, type OperatorContracts } from '../../cloudfunctions/operator/contract';
import { newState, writeState } from '../../local/host';
import { openLocal, type Local } from '../../local/local';
import { LOCAL_OWNERS } from '../../local/local-owners';
import { DIST_FOLDER } from './bundle-functions';

/** A community on this machine, with the real functions, SDK, wire protocol and store, and nobody in it yet. */
export interface Community extends Local {
  readonly logLines: string[];
}

/** Monday, 1 March 2027, 10:00 in Shanghai: a week, a month and a season begin with this day. */
export const MONDAY_MS = Date.UTC(2027, 2, 1, 2);

/** @param startMs What its clock says then; the real time where a test does not care. */
export async function openCommunity(startMs = Date.now()): Promise<Community> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qunjie-'));
  mkdirSync(path.join(folder, 'data'));
  writeState(path.join(folder, 'data'), {
    ...newState('none', startMs),
    clockOffsetMs: startMs - Date.now(),
  });
  const logLines: string[] = [];
  const local = await openLocal({
    port: 0,
    dataFolder: path.join(folder, 'data'),
    distFolder: DIST_FOLDER,
    demo: false,
    preview: false,
    onLog: (line) => logLines.push(line),
  });
  return {
    ...local,
    logLines,
    close: async () => {
      await local.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let requests = 0;
/** A fresh client-made id. */
export const newRequestId = (): string => `test-${process.pid}-${(requests += 1)}`;

export interface Reply {
  readonly status: number;
  readonly body: {
    readonly ok: boolean;
    readonly code?: string;
    readonly message?: string;
    readonly data?: unknown;
  };
}

/** Sends whatever is given through the local door, as anyone could. */
export async function send(url: string, body: string, openid?: string, door = 'member'): Promise<Reply> {
  const response = await fetch(`${url}/cloud/functions/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(openid ? { 'x-wx-openid': openid } : {}) },
    body,
  });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

/** Calls one action as a well-behaved client: whoever is no member yet becomes one first. */
export async function ask<A extends keyof MemberContracts>(
  url: string,
  openid: string,
  action: A,
  input: object = {},
  requestId?: string,
): Promise<Answer<MemberContracts[A]>> {
  const answer = await askAsIs(url, openid, action, input, requestId);
  if (answer.ok || answer.code !== 'NOT_A_MEMBER') return answer;
  await join(url, openid);
  return askAsIs(url, openid, action, input, requestId);
}

/** Answers of somebody whom the rules let in. */
export const FITTING_ANSWERS = [
  { questionId: 'experience', choices: ['some'] },
  { questionId: 'wants', choices: ['learn', 'friends'] },
];

/** The shortest way in: agrees to the rules, gives no name, fits. */
export async function join(url: string, openid: string): Promise<void> {
  const { rules } = dataOf(await askAsIs(url, openid, 'arrive', {}, newRequestId()));
  dataOf(await askAsIs(url, openid, 'agree', { version: rules.version }, newRequestId()));
  dataOf(await askAsIs(url, openid, 'introduce', {}, newRequestId()));
  const { step } = dataOf(await askAsIs(url, openid, 'apply', { answers: FITTING_ANSWERS }, newRequestId()));
  if (step !== 'member') throw new Error(`${openid} was not admitted: ${step}`);
}

/** Calls one action as whoever one is. */
export async function askAsIs<A extends keyof MemberContracts>(
  url: string,
  openid: string,
  action: A,
  input: object = {},
  requestId?: string,
): Promise<Answer<MemberContracts[A]>> {
  const { body } = await send(
    url,
    JSON.stringify({ action, input, ...(requestId ? { requestId } : {}) }),
    openid,
  );
  return body as Answer<MemberContracts[A]>;
}

/** Calls one action of the operator door as a local owner, the first one unless said otherwise. */
export async function operate<A extends keyof OperatorContracts>(
  url: string,
  action: A,
  input: object,
  options: { requestId?: string; as?: string } = {},
): Promise<Answer<OperatorContracts[A]>> {
  const requestId = operatorContracts[action].changes ? (options.requestId ?? newRequestId()) : undefined;
  const event = { action, input, ...(requestId ? { requestId } : {}) };
  const { body } = await send(url, JSON.stringify(event), options.as ?? LOCAL_OWNERS[0], 'operator');
  return body as Answer<OperatorContracts[A]>;
}

export const home = async (url: string, openid: string) => dataOf(await ask(url, openid, 'home'));

export const checkIn = (url: string, openid: string, requestId = newRequestId(), input: object = {}) =>
  ask(url, openid, 'checkIn', input, requestId);

/** The answer's data; fails loudly on a refusal. */
export function dataOf<T>(
  answer: { readonly ok: true; readonly data: T } | { readonly ok: false; code: string },
): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.data;
}

export async function clockTo(url: string, toMs: number): Promise<void> {
  const response = await fetch(`${url}/host/clock`, { method: 'POST', body: JSON.stringify({ toMs }) });
  if (!response.ok) throw new Error(`the clock refused: ${await response.text()}`);
}

export const DAY_MS = 86_400_000;
