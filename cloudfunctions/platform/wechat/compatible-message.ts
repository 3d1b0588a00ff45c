/**
 * What `callCompatibleWxOpenApi` carries: CommApiData there, CommOpenApiResp back, as the published package
 * wx-server-sdk 4.0 writes and reads them.
 */
import { decodeFields, encodeFields, type Field } from './protobuf';

export interface CompatibleAnswer {
  readonly contentType: string;
  readonly body: Buffer;
  /** Not 0 where the call did not reach WeChat, or something broke on the way. */
  readonly errorCode: number;
  /** 0 where none is told. */
  readonly httpCode: number;
}

/** CommApiData { apiType = 1, openapiData = 2 }, OpenApiData { pairs = 1 }, KeyValuePair { key = 1, value = 2 }. */
export function compatibleRequest(data: Readonly<Record<string, unknown>>): Buffer {
  const OPEN_API = 0;
  const pairs = Object.entries(data).map(([key, value]): Field => {
    const pair = encodeFields([
      [1, Buffer.from(key)],
      [2, Buffer.from(JSON.stringify(value))],
    ]);
    return [1, pair];
  });
  return encodeFields([
    [1, OPEN_API],
    [2, encodeFields(pairs)],
  ]);
}

/**
 * CommOpenApiResp { respData = 1, contentType = 2, errorCode = 3, httpCode = 4, headers = 5, svrkitErrorCode = 6 }.
 * @returns undefined where it is none.
 */
export function compatibleAnswer(message: unknown): CompatibleAnswer | undefined {
  const fields = Buffer.isBuffer(message) ? decodeFields(message) : undefined;
  if (fields === undefined) return undefined;
  const last = (id: number) => fields.findLast(([one]) => one === id)?.[1];
  const body = last(1) ?? Buffer.alloc(0);
  const contentType = last(2) ?? Buffer.alloc(0);
  const numbers = [last(3), last(4), last(6)].map((value) => value ?? 0);
  if (typeof body === 'number' || typeof contentType === 'number') return undefined;
  if (!numbers.every((value) => typeof value === 'number')) return undefined;
  const [errorCode = 0, httpCode = 0, svrkitErrorCode = 0] = numbers;
  return {
    contentType: contentType.toString('utf8'),
    body,
    errorCode: errorCode || svrkitErrorCode,
    httpCode,
  };
}
