export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly message: string };

/** Asks the server that the preview stands on. It never throws: not to be answered is an answer, of status 0. */
export async function ask<Value>(address: string, init?: RequestInit): Promise<Answer<Value>> {
  try {
    const response = await fetch(address, init);
    const text = await response.text();
    const body = JSON.parse(text === '' ? '{}' : text) as Value & { code?: string; message?: string };
    if (response.ok) return { ok: true, value: body };
    const { code = 'REFUSED', message = '' } = body;
    return { ok: false, status: response.status, code, message };
  } catch {
    return { ok: false, status: 0, code: 'NO_ANSWER', message: '服务器没有回答' };
  }
}

export const post = <Value>(address: string, body: object): Promise<Answer<Value>> =>
  ask(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** For people: what the server said of a refusal. */
export const refusalOf = ({ code, message }: Answer<never> & { ok: false }): string =>
  message === '' ? code : message;
