import type { Network } from '../network';
import { messageOf, textOf, type Area, type Options } from './answer';
import type { ToldAnswer } from './told';

const withoutBody = new Set(['GET', 'HEAD']);

function headersOf(given: unknown): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [name, value] of Object.entries((given ?? {}) as Record<string, unknown>))
    headers[name.toLowerCase()] = String(value);
  return headers;
}

function formOf(data: unknown): URLSearchParams {
  const fields = Object.entries((data ?? {}) as Record<string, unknown>);
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)]));
}

function bodyOf(data: unknown, type: string): BodyInit | null {
  if (data === undefined) return null;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  return type.includes('x-www-form-urlencoded') ? formOf(data) : JSON.stringify(data);
}

async function request(network: Network, options: Options, signal: AbortSignal): Promise<object> {
  const method = textOf(options['method'], 'GET').toUpperCase();
  const url = new URL(textOf(options['url']), location.href);
  const headers = headersOf(options['header']);
  const { data } = options;
  if (withoutBody.has(method) && data !== undefined && typeof data === 'object')
    for (const [name, value] of formOf(data)) url.searchParams.append(name, value);
  const body = withoutBody.has(method) ? null : bodyOf(data, headers['content-type'] ?? '');
  const response = await network.fetch(url, { method, headers, body, signal }).catch((error: unknown) => {
    throw new Error(signal.aborted ? textOf(signal.reason, 'abort') : messageOf(error));
  });
  return {
    data: await dataOf(response, options),
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    cookies: [],
  };
}

async function dataOf(response: Response, options: Options): Promise<unknown> {
  if (options['responseType'] === 'arraybuffer') return response.arrayBuffer();
  const text = await response.text();
  if (textOf(options['dataType'], 'json') !== 'json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** `wx.request` answers through its callbacks and gives a task at once. The browser's rules for origins hold. */
export function requestArea(network: Network, tellAnswer: ToldAnswer): Area {
  return {
    request: (options: Options) => {
      const control = new AbortController();
      const timer = window.setTimeout(() => control.abort('timeout'), Number(options['timeout'] ?? 60_000));
      const complete = (result: object) => {
        window.clearTimeout(timer);
        options.complete?.(result);
      };
      const { url, method = 'GET', data } = options;
      void tellAnswer('request', { ...options, complete }, () => request(network, options, control.signal), {
        name: 'request',
        input: { method, url, data },
      });
      return { abort: () => control.abort('abort') };
    },
  };
}
