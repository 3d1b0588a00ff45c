/**
 * The SDK's `callCompatibleWxOpenApi`: action `wx.openApi`, a multipart request whose `requestData` is protobuf, and a protobuf
 * answer. `cloud.openapi.…` of wx-server-sdk travels this way, and it is the only one that carries a picture.
 * Taken from the published packages @cloudbase/node-sdk 3.18 (dist/wx/index.js) and wx-server-sdk 4.0.2 (index.js: CommApiData,
 * OpenApiData, KeyValuePair, CommOpenApiResp). What is camelCase in its documents, wx-server-sdk makes of snake_case
 * itself; on the wire all names are as in the HTTPS documents.
 */
import type { OpenApiAnswer } from '../answers';
import type { Desk } from '../desk';
import { callOpenApi } from '../openapi';
import { readFields, writeFields } from './protobuf';

export interface CompatibleCall {
  readonly apiName: string;
  readonly requestData: Buffer;
}

export type CompatibleAnswer =
  /** To be sent as `application/octet-stream`. */
  | { readonly ok: true; readonly bytes: Buffer }
  /** To be sent as `application/json; charset=utf-8`, exactly so: the SDK compares the header as a text. */
  | {
      readonly ok: false;
      readonly code: 'INVALID_PARAM' | 'NOT_SUPPORTED_LOCALLY';
      readonly message: string;
    };

const API_TYPE = 1;
const OPENAPI_DATA = 2;
const PAIRS = 1;
const KEY = 1;
const VALUE = 2;
const OPEN_API = 0;

const RESP_DATA = 1;
const CONTENT_TYPE = 2;
const HTTP_CODE = 4;

export async function answerCompatibleCall(desk: Desk, call: CompatibleCall): Promise<CompatibleAnswer> {
  const data = dataIn(call.requestData);
  if (data === undefined) {
    return { ok: false, code: 'INVALID_PARAM', message: 'requestData: expected CommApiData of an OPEN_API' };
  }
  const outcome = await callOpenApi(desk, call.apiName, data);
  return outcome.ok
    ? { ok: true, bytes: responseOf(outcome.answer) }
    : { ok: false, code: 'NOT_SUPPORTED_LOCALLY', message: outcome.message };
}

/** CommApiData → OpenApiData → pairs of a name and a JSON text. */
function dataIn(message: Buffer): Record<string, unknown> | undefined {
  const fields = readFields(message);
  const type = fields?.find(([id]) => id === API_TYPE)?.[1] ?? OPEN_API;
  const openApiData = fields?.find(([id]) => id === OPENAPI_DATA)?.[1] ?? Buffer.alloc(0);
  if (fields === undefined || type !== OPEN_API || typeof openApiData === 'number') return undefined;
  const pairs = readFields(openApiData)?.filter(([id]) => id === PAIRS);
  const entries = pairs?.map(([, pair]) => (typeof pair === 'number' ? undefined : entryIn(pair)));
  return entries?.every((entry) => entry !== undefined) ? Object.fromEntries(entries) : undefined;
}

function entryIn(pair: Buffer): [string, unknown] | undefined {
  const fields = readFields(pair);
  const key = fields?.find(([id]) => id === KEY)?.[1];
  const value = fields?.find(([id]) => id === VALUE)?.[1];
  if (!Buffer.isBuffer(key) || !Buffer.isBuffer(value)) return undefined;
  try {
    return [key.toString('utf8'), JSON.parse(value.toString('utf8'))];
  } catch {
    return undefined;
  }
}

function responseOf(answer: OpenApiAnswer): Buffer {
  const [contentType, bytes] =
    answer.kind === 'json'
      ? ['application/json; charset=utf-8', Buffer.from(JSON.stringify(answer.body))]
      : [answer.contentType, answer.bytes];
  return writeFields([
    [RESP_DATA, bytes],
    [CONTENT_TYPE, Buffer.from(contentType)],
    [HTTP_CODE, 200],
  ]);
}
