import { answer, Failure, textOf, type Area, type Options } from './answer';

interface FailedAnswer {
  code?: unknown;
  message?: unknown;
}

function requestId(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(16).slice(2)}`;
}

async function callFunction(openid: string, name: string, data: unknown): Promise<object> {
  const response = await fetch(`/cloud/functions/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': openid },
    body: JSON.stringify(data ?? {}),
  }).catch((error: unknown) => {
    throw new Failure(String(error), { errCode: -1 });
  });
  const text = await response.text();
  const body: unknown = text === '' ? undefined : parsed(text);
  if (response.ok) return { result: body, requestID: requestId() };
  const { code, message } = (body ?? {}) as FailedAnswer;
  throw new Failure(`${textOf(code, String(response.status))} ${textOf(message, response.statusText)}`, {
    errCode: typeof code === 'number' ? code : -1,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('the answer is not JSON', { errCode: -1 });
  }
}

export function cloudArea(openid: string): Area {
  return {
    init: () => undefined,
    callFunction: (options: Options) =>
      answer('cloud.callFunction', options, () => {
        const { name, data } = options;
        if (typeof name !== 'string' || name === '')
          throw new Failure('parameter.name should be a string', { errCode: -1 });
        return callFunction(openid, name, data);
      }),
  };
}
