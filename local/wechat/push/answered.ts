/**
 * Whether a receiver took a push.
 * Taken from published documents: developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html (`success`, an
 * empty text or an answer of the event's own) and the document of virtual payment, whose events are answered with
 * `{"ErrCode":0,"ErrMsg":"success"}`.
 */
import { isObject } from '../fields';
import { jsonIn } from '../json-text';

export function isPushAnswered(status: number, body: string): boolean {
  if (status !== 200) return false;
  if (body === '' || body === 'success') return true;
  const answer = jsonIn(body);
  return answer !== undefined && (!isObject(answer) || (answer['ErrCode'] ?? 0) === 0);
}
