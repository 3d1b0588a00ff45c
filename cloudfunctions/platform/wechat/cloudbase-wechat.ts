import cloudbase from '@cloudbase/node-sdk';
import { checkPicture } from './check-picture';
import { checkText } from './check-text';
import { getJson } from './get-json';
import type { WeChatLine } from './line';
import { makeCode } from './make-code';
import type { WeChatPort } from './port';
import { riskRankOf } from './risk-rank-of';
import { sendSubscribeMessage } from './send-subscribe-message';
import { sessionOf, type AppCredentials } from './session-of';

const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });

/** A function has five seconds, and more to do than to ask WeChat. */
const BUDGET_MS = 3_600;
const API_URL = 'https://api.weixin.qq.com';

export interface WeChatOptions extends AppCredentials, Pick<WeChatLine, 'sleep' | 'random'> {
  /** Where WeChat answers what the cloud does not carry; without it, WeChat's own address. */
  readonly apiUrl?: string;
  readonly budgetMs?: number;
}

/** WeChat over the SDK's two calls, and over HTTPS. Which APIs a function may call stands in its config.json. */
export function openWeChat(options: WeChatOptions): WeChatPort {
  const { appid, sleep, random, budgetMs = BUDGET_MS, apiUrl = API_URL } = options;
  const line: WeChatLine = {
    callJson: async (apiName, data, timeoutMs) => {
      const options = { timeout: timeoutMs };
      const answer: { readonly result?: unknown } = await app.callWxOpenApi(
        { apiName, requestData: data },
        options,
      );
      return answer.result;
    },
    callCompatible: async (apiName, data, timeoutMs): Promise<unknown> =>
      app.callCompatibleWxOpenApi({ apiName, requestData: data }, { timeout: timeoutMs }),
    getJson: (path, query, timeoutMs) => getJson(apiUrl, path, query, timeoutMs),
    budgetMs,
    sleep,
    random,
  };
  return {
    checkText: (text) => checkText(line, text),
    checkPicture: (picture) => checkPicture(line, picture),
    makeCode: (order) => makeCode(line, order),
    sessionOf: (login) => sessionOf(line, options, login),
    riskRankOf: (question) => riskRankOf(line, appid, question),
    sendSubscribeMessage: (message) => sendSubscribeMessage(line, message),
  };
}
