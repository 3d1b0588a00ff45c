/**
 * A function behind an HTTP address: the request as its event, its result as the response.
 * Taken from published documents: docs.cloudbase.net/service/access-cloud-function (通过 HTTP 访问云函数: 集成请求, 集成响应) and
 * cloud.tencent.com/document/product/876/41776. Not in them, and therefore nothing to lean on: whether `path` still begins with
 * the path of access. Here it does.
 */
import type { IncomingMessage } from 'node:http';

export interface HttpEvent {
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters: Readonly<Record<string, string>>;
  readonly requestContext: { readonly requestId: string; readonly envId: string };
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

export interface HttpResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const TEXT = /^(text\/|application\/(json|xml|x-www-form-urlencoded|javascript))|\+(json|xml)\b/;

/** @param url As it was asked for, from the path of access on. */
export function httpEvent(
  request: Pick<IncomingMessage, 'method' | 'headers' | 'headersDistinct'>,
  url: URL,
  bytes: Buffer,
  requestId: string,
): HttpEvent {
  const { method = 'GET', headers, headersDistinct } = request;
  const isText = bytes.length === 0 || TEXT.test(headers['content-type'] ?? '');
  return {
    path: url.pathname,
    httpMethod: method,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    multiValueHeaders: Object.fromEntries(
      Object.entries(headersDistinct).map(([name, values]) => [name, values ?? []]),
    ),
    queryStringParameters: Object.fromEntries(url.searchParams),
    requestContext: { requestId, envId: 'local' },
    body: bytes.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  };
}

/** A result with a `statusCode` says all of the response; any other is its body. */
export function httpResult(result: unknown): HttpResult {
  if (typeof result === 'object' && result !== null && 'statusCode' in result) return integrated(result);
  if (typeof result === 'string' || typeof result === 'number')
    return plain('text/plain; charset=utf-8', String(result));
  return plain('application/json; charset=utf-8', JSON.stringify(result));
}

const plain = (contentType: string, body: string): HttpResult => ({
  status: 200,
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});

const BAD_GATEWAY: HttpResult = { ...plain('text/plain; charset=utf-8', 'Invalid response'), status: 502 };

function integrated(result: object): HttpResult {
  const { statusCode, headers = {}, body = '', isBase64Encoded } = result as Record<string, unknown>;
  const isStatus = Number.isInteger(statusCode) && Number(statusCode) >= 200 && Number(statusCode) <= 599;
  if (!isStatus || typeof headers !== 'object' || headers === null) return BAD_GATEWAY;
  const entries = Object.entries(headers as Record<string, unknown>).map(
    ([name, value]) =>
      [name.toLowerCase(), Array.isArray(value) ? value.map(String) : String(value)] as const,
  );
  if (!entries.every(([name]) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name))) return BAD_GATEWAY;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status: Number(statusCode),
    headers: { 'content-type': 'application/json; charset=utf-8', ...Object.fromEntries(entries) },
    body: Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}
