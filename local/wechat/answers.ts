import { newTraceId, type Desk } from './desk';

/** What a caller sent: a JSON object, not yet trusted in any of its fields. */
export type RequestData = Readonly<Record<string, unknown>>;

export type JsonAnswer = Readonly<Record<string, unknown>> & {
  readonly errcode: number;
  readonly errmsg: string;
};

export type OpenApiAnswer =
  | { readonly kind: 'json'; readonly body: JsonAnswer }
  | { readonly kind: 'picture'; readonly contentType: string; readonly bytes: Buffer };

export type OpenApi = (data: RequestData, desk: Desk) => OpenApiAnswer;

/**
 * Taken from published documents: the error tables of each API's page, and for 40002–40125, 45002 and 47001 the table of
 * global return codes (developers.weixin.qq.com/doc/oplatform/Return_codes/Return_code_descriptions_new.html).
 * 268490001 and on: virtual payment's own.
 */
const ERRMSG: ReadonlyMap<number, string> = new Map([
  [-1, 'system error'],
  [40002, 'invalid grant_type'],
  [40003, 'invalid openid'],
  [40013, 'invalid appid'],
  [40029, 'invalid code'],
  [40037, 'invalid template_id'],
  [40097, 'invalid args'],
  [40125, 'invalid appsecret'],
  [40129, 'invalid scene'],
  [40169, 'invalid length for scene, or the data is not json string'],
  [40226, 'code blocked'],
  [41008, 'missing code'],
  [41030, 'invalid page'],
  [43101, 'user refuse to accept the msg'],
  [45002, 'content size out of limit'],
  [45009, 'reach max api daily quota limit'],
  [45011, 'api minute-quota reach limit, must slower, retry next minute'],
  [47001, 'data format error'],
  [47003, 'argument invalid!'],
  [48001, 'api unauthorized'],
  [61010, 'code is expired'],
  [268490001, 'openid错误'],
  [268490002, '请求参数字段错误'],
  [268490003, '签名错误'],
  [268490016, '退款的left_fee字段与实际不符，请通过query_order接口查询确认'],
]);

/** An errmsg of WeChat's, with what is wrong where the document promises that. */
export function errmsgOf(errcode: number, detail?: string): string {
  const text = ERRMSG.get(errcode) ?? 'system error';
  return detail === undefined ? text : `${text} ${detail}`;
}

export const succeed = (
  fields: Readonly<Record<string, unknown>> = {},
  errmsg = 'ok',
): OpenApiAnswer & { kind: 'json' } => ({ kind: 'json', body: { errcode: 0, errmsg, ...fields } });

/** Every refusal carries a rid, by which WeChat's staff find a call. */
export const refuse = (desk: Desk, errcode: number, detail?: string): OpenApiAnswer & { kind: 'json' } => ({
  kind: 'json',
  body: { errcode, errmsg: `${errmsgOf(errcode, detail)} rid: ${newTraceId(desk)}` },
});

/** What a phone's call answers: what goes to `success`, or what goes to `fail`. */
export type ClientAnswer<Result> =
  | { readonly ok: true; readonly result: { readonly errMsg: string } & Result }
  | { readonly ok: false; readonly error: { readonly errMsg: string; readonly errCode: number } };
