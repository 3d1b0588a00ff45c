import { refuse, type OpenApi, type OpenApiAnswer, type RequestData } from './answers';
import { code2Session } from './api/code2session';
import { getUnlimited } from './api/get-unlimited';
import { getUserRiskRank } from './api/get-user-risk-rank';
import { mediaCheckAsync } from './api/media-check-async';
import { msgSecCheck } from './api/msg-sec-check';
import { subscribeMessageSend } from './api/subscribe-message-send';
import { isOpenApiName, type OpenApiName } from './call-names';
import type { Desk } from './desk';
import { serve } from './serve';

const APIS: Readonly<Record<OpenApiName, OpenApi>> = {
  'wxacode.getUnlimited': getUnlimited,
  'security.msgSecCheck': msgSecCheck,
  'security.mediaCheckAsync': mediaCheckAsync,
  'subscribeMessage.send': subscribeMessageSend,
  'riskControl.getUserRiskRank': getUserRiskRank,
  'auth.code2Session': code2Session,
};

export type OpenApiOutcome =
  | { readonly ok: true; readonly answer: OpenApiAnswer }
  | { readonly ok: false; readonly code: 'UNKNOWN_API'; readonly message: string };

/** Calls an API by the name under which cloud functions call it, with the fields of its document. */
export async function callOpenApi(desk: Desk, name: string, data: RequestData): Promise<OpenApiOutcome> {
  if (!isOpenApiName(name)) {
    return { ok: false, code: 'UNKNOWN_API', message: `${name} is not an API of the local WeChat` };
  }
  const answer = await serve(desk, {
    name,
    request: structuredClone(data),
    answer: () => APIS[name](data, desk),
    failure: (errcode) => refuse(desk, errcode),
    record: recordOf,
  });
  return { ok: true, answer };
}

function recordOf(answer: OpenApiAnswer): { answer: unknown; errcode: number } {
  if (answer.kind === 'json') return { answer: answer.body, errcode: answer.body.errcode };
  return { answer: { contentType: answer.contentType, sizeBytes: answer.bytes.length }, errcode: 0 };
}
