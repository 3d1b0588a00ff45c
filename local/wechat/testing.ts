import { expect } from '@jest/globals';
import { createHash, generateKeyPairSync } from 'node:crypto';
import type { OpenApiAnswer } from './answers';
import {
  createWeChat,
  type MerchantSettings,
  type RequestData,
  type WeChat,
  type WeChatOptions,
} from './index';

export const MONDAY_MS = Date.UTC(2026, 0, 4, 16);
export const APPID = 'wx0123456789abcdef';
export const MING = 'member-ming';
export const HONG = 'member-hong';
export const WEEKLY = 'weekly-report-template';

export interface TestWeChat {
  readonly wechat: WeChat;
  readonly clock: { nowMs: number };
  /** How long the simulators slept. */
  readonly slept: number[];
  /** The body of an answer that is JSON. */
  readonly call: (name: string, data: RequestData) => Promise<RequestData>;
  readonly picture: (data: RequestData) => Promise<Buffer>;
}

/** WeChat with a clock that stands still and chance that repeats itself; 小明 has just been here. */
export function openTestWeChat(options: Partial<WeChatOptions> = {}): TestWeChat {
  const clock = { nowMs: MONDAY_MS };
  const slept: number[] = [];
  const wechat = createWeChat({
    now: () => clock.nowMs,
    random: chance(),
    sleep: (durationMs) => Promise.resolve(slept.push(durationMs)),
    publicUrl: 'http://127.0.0.1:8787/',
    miniProgram: {
      appid: APPID,
      username: 'gh_0123456789ab',
      secret: 'a-secret',
      pages: () => ['pages/home/home', 'packages/mall/item/item'],
      templates: [{ id: WEEKLY, title: '周报', keys: ['thing1', 'number2', 'time3'] }],
    },
    push: { mode: 'encrypted', token: 'a-token', encodingAesKey: 'a'.repeat(42) + 'A' },
    ...options,
  });
  wechat.phone.visit(MING);
  const answerOf = async (name: string, data: RequestData): Promise<OpenApiAnswer> => {
    const outcome = await wechat.openApi.call(name, data);
    if (!outcome.ok) throw new Error(outcome.message);
    return outcome.answer;
  };
  return {
    wechat,
    clock,
    slept,
    call: async (name, data) => {
      const answer = await answerOf(name, data);
      if (answer.kind !== 'json') throw new Error('a picture');
      return answer.body;
    },
    picture: async (data) => {
      const answer = await answerOf('wxacode.getUnlimited', data);
      if (answer.kind !== 'picture') throw new Error(answer.body.errmsg);
      return answer.bytes;
    },
  };
}

/** Bytes that differ from call to call, and not from run to run. */
export function chance(): (sizeBytes: number) => Buffer {
  let calls = 0;
  return (sizeBytes) => {
    calls += 1;
    const blocks = Array.from({ length: Math.ceil(sizeBytes / 32) }, (_, index) =>
      createHash('sha256').update(`${calls}/${index}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, sizeBytes);
  };
}

export const REFUSED = (errcode: number) =>
  expect.objectContaining({
    errcode,
    errmsg: expect.stringMatching(/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/),
  });

export function newMerchant() {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const settings: MerchantSettings = {
    mchid: '1900000109',
    apiV3Key: 'an-api-v3-key-of-32-characters--',
    merchantPublicKey: own.publicKey,
    platform: { serial: 'PLATFORM-1', privateKey: platform.privateKey },
  };
  return { settings, ownPrivateKey: own.privateKey, platformPublicKey: platform.publicKey };
}
