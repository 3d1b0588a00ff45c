import * as v from 'valibot';
import { askJson } from './ask-json';
import type { WeChatLine } from './line';
import type { WeChatRefused } from './refusal';

export interface Login {
  /** Of `wx.login`: good for one call, within five minutes. */
  readonly code: string;
}

export interface Session {
  readonly openid: string;
  /** Opens what WeChat seals for this member. It goes no further than to whoever asked: no answer, log or document. */
  readonly sessionKey: string;
  /** Only where the mini program belongs to an account of the open platform. */
  readonly unionId?: string;
}

const REFUSALS = {
  40029: 'INVALID_CODE',
  /** "code been used": in no document, but met by many. */
  40163: 'INVALID_CODE',
  40226: 'LOGIN_BLOCKED',
} as const;

/** LOGIN_BLOCKED: WeChat finds the member too risky to be let in. */
export type SessionRefusal = (typeof REFUSALS)[keyof typeof REFUSALS];

export type SessionAnswer = Session | WeChatRefused<SessionRefusal>;

export interface AppCredentials {
  readonly appid: string;
  readonly appSecret: string;
}

const text = v.pipe(v.string(), v.nonEmpty());
const AnswerSchema = v.object({ openid: text, session_key: text, unionid: v.optional(text) });

/**
 * What a code of `wx.login` stands for: code2Session
 * (developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session, 小程序登录凭证校验), over HTTPS with the
 * secret: its document says that the cloud does not carry it.
 *
 * Never repeated: a code is spent by the first call, whether or not its answer arrives. Where none came, the mini
 * program logs in anew.
 */
export async function sessionOf(
  line: WeChatLine,
  { appid, appSecret }: AppCredentials,
  { code }: Login,
): Promise<SessionAnswer> {
  const outcome = await askJson(line, {
    api: 'auth.code2Session',
    data: { appid, secret: appSecret, js_code: code, grant_type: 'authorization_code' },
    via: (query, timeoutMs) => line.getJson('/sns/jscode2session', query, timeoutMs),
    mayRepeat: false,
    refusals: REFUSALS,
    answer: AnswerSchema,
  });
  if ('refused' in outcome) return outcome;
  const { openid, session_key: sessionKey, unionid } = outcome.answer;
  return { openid, sessionKey, ...(unionid === undefined ? {} : { unionId: unionid }) };
}
