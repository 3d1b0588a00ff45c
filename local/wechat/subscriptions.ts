/**
 * `wx.requestSubscribeMessage`: one accept is good for one message.
 * Taken from published documents: developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html
 * and …/miniprogram/dev/framework/open-ability/subscribe-message.html (小程序订阅消息).
 */
import type { ClientAnswer } from './answers';
import type { Desk } from './desk';
import { visit } from './members';
import { serve } from './serve';
import type { InboxMessage } from './state';

/** The document says five by now; older copies of it, and older phones, three. */
const MAX_TEMPLATES = 3;

export type SubscribeChoice = 'accept' | 'reject' | 'ban' | 'filter';

export interface SubscribeRequest {
  readonly openid: string;
  readonly tmplIds: readonly string[];
  /** What the member ticks. What isn't named is rejected. */
  readonly choices: Readonly<Record<string, SubscribeChoice>>;
}

export type SubscribeAnswer = ClientAnswer<Readonly<Record<string, string>>>;

const ERRORS: ReadonlyMap<number, string> = new Map([
  [10001, "TmplIds can't be empty"],
  [10002, 'Request list fail'],
  [10003, 'Request subscribe fail'],
  [10004, 'Invalid template id'],
  [10005, 'Cannot show subscribe message UI'],
  [20001, 'No template data return, verify the template id exist'],
  [20003, 'Templates count out of max bounds'],
  [20004, 'The main switch is switched off'],
  [20005, 'This mini program was banned from subscribing messages'],
]);

const failed = (errCode: number): SubscribeAnswer => ({
  ok: false,
  error: { errMsg: `requestSubscribeMessage:fail ${ERRORS.get(errCode) ?? ''}`.trimEnd(), errCode },
});

export function requestSubscribe(desk: Desk, request: SubscribeRequest): Promise<SubscribeAnswer> {
  return serve(desk, {
    name: 'requestSubscribeMessage',
    request,
    answer: () => answer(desk, request),
    failure: failed,
    record: (given) => ({ answer: given, errcode: given.ok ? 0 : given.error.errCode }),
  });
}

function answer(desk: Desk, { openid, tmplIds, choices }: SubscribeRequest): SubscribeAnswer {
  const known = new Set(desk.miniProgram.templates.map(({ id }) => id));
  if (tmplIds.length === 0) return failed(10001);
  if (tmplIds.length > MAX_TEMPLATES) return failed(20003);
  if (!tmplIds.every((id) => known.has(id))) return failed(20001);
  visit(desk, openid);
  const made = [...new Set(tmplIds)].map((id): [string, SubscribeChoice] => [id, choices[id] ?? 'reject']);
  for (const [templateId, choice] of made) if (choice === 'accept') grant(desk, openid, templateId);
  return { ok: true, result: { ...Object.fromEntries(made), errMsg: 'requestSubscribeMessage:ok' } };
}

const findAccept = (desk: Desk, openid: string, templateId: string) =>
  desk.state.accepts.find((accept) => accept.openid === openid && accept.templateId === templateId);

function grant(desk: Desk, openid: string, templateId: string): void {
  const accept = findAccept(desk, openid, templateId);
  if (accept) accept.left += 1;
  else desk.state.accepts.push({ openid, templateId, left: 1 });
}

export const acceptsLeft = (desk: Desk, openid: string, templateId: string): number =>
  findAccept(desk, openid, templateId)?.left ?? 0;

/** @returns false, and takes nothing, where the member has none left. */
export function consumeAccept(desk: Desk, openid: string, templateId: string): boolean {
  const accept = findAccept(desk, openid, templateId);
  if (accept === undefined || accept.left === 0) return false;
  accept.left -= 1;
  return true;
}

/** What lies in the member's 服务通知, newest last. */
export const inboxOf = (desk: Desk, openid: string): InboxMessage[] =>
  structuredClone(desk.state.inbox.filter((message) => message.openid === openid));
