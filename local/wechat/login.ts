import { errmsgOf, type ClientAnswer } from './answers';
import type { Desk } from './desk';
import { newSessionKey, visit } from './members';
import { serve } from './serve';
import type { WeChatState } from './state';

const CODE_LASTS_MS = 5 * 60_000;
const CODE_BYTES = 16;

type Login = WeChatState['logins'][number];

/**
 * `wx.login`: a code that stands for the member. Each brings a session key of its own, which is from then on the
 * member's: the document warns that a login may make the key before it useless, so here it always does.
 */
export function login(desk: Desk, openid: string): Promise<ClientAnswer<{ code: string }>> {
  return serve<ClientAnswer<{ code: string }>>(desk, {
    name: 'login',
    request: { openid },
    answer: () => {
      const member = visit(desk, openid);
      member.sessionKey = newSessionKey(desk);
      const code = desk.random(CODE_BYTES).toString('hex');
      forgetStale(desk);
      desk.state.logins.push({ code, openid, sessionKey: member.sessionKey, issuedAtMs: desk.now() });
      return { ok: true, result: { errMsg: 'login:ok', code } };
    },
    failure: (errCode) => ({ ok: false, error: { errMsg: `login:fail ${errmsgOf(errCode)}`, errCode } }),
    record: (answer) => ({ answer, errcode: answer.ok ? 0 : answer.error.errCode }),
  });
}

/** The login of a code, which is spent by that; undefined for one that is unknown, spent or too old. */
export function takeLogin(desk: Desk, code: string): Login | undefined {
  forgetStale(desk);
  const at = desk.state.logins.findIndex((known) => known.code === code);
  return at < 0 ? undefined : desk.state.logins.splice(at, 1)[0];
}

function forgetStale(desk: Desk): void {
  const { state } = desk;
  state.logins = state.logins.filter(({ issuedAtMs }) => desk.now() - issuedAtMs <= CODE_LASTS_MS);
}
