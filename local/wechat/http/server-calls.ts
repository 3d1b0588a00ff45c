import type { IncomingMessage } from 'node:http';
import type { WeChat } from '../index';
import { refused, type Reply } from './json';

/** `/wechat/pay/v3/…`: WeChat Pay's server. What is signed begins at `/v3`, as there. */
export function callPay({ cashier }: WeChat, request: IncomingMessage, body: string): Reply {
  if (cashier === undefined) return refused(404, 'NO_MERCHANT', 'there is no merchant');
  const { method = '', headers, url = '' } = request;
  const { authorization } = headers;
  return cashier.answerRequest({ method, url: url.slice('/wechat/pay'.length), authorization, body });
}

/** `/wechat/api/xpay/…`: virtual payment's server. What is signed begins at `/xpay`, without the query. */
export async function callXpay({ xpay }: WeChat, url: string, body: string): Promise<Reply> {
  if (xpay === undefined) return refused(404, 'NO_VIRTUAL_PAYMENT', 'virtual payment is not set up');
  const [uri = '', query = ''] = url.slice('/wechat/api'.length).split('?');
  const paySig = new URLSearchParams(query).get('pay_sig') ?? '';
  const answer = await xpay({ uri, paySig, body });
  return answer === undefined
    ? refused(404, 'UNKNOWN_CALL', `there is no call ${uri}`)
    : { status: 200, body: answer };
}

/** `GET /wechat/api/sns/jscode2session`: WeChat answers with 200 also what it refuses. */
export async function callSession({ openApi }: WeChat, url: string): Promise<Reply> {
  const [, query = ''] = url.split('?');
  const outcome = await openApi.call('auth.code2Session', Object.fromEntries(new URLSearchParams(query)));
  if (!outcome.ok || outcome.answer.kind !== 'json')
    return refused(404, 'UNKNOWN_CALL', 'there is no such call');
  return { status: 200, body: outcome.answer.body };
}
