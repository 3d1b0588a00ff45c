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

const texts: Readonly<Record<string, string>> = {
  NAME_TAKEN: '已经有同名的快照，换个名字',
  NO_SUCH_SNAPSHOT: '没有这份快照了',
  SNAPSHOT_DAMAGED: '这份快照坏了，数据没有动',
  NOT_NOW: '示例社群还在生成，等它好了再试',
  CLOCK_GOES_BACK: '时钟只能往前走',
  STARTING: '服务器还没准备好，稍后再试',
  FOREIGN_ORIGIN: '请从这台机器的地址打开面板',
};

/** For people: why the server refused; what has no text here, in the server's own words. */
export const refusalOf = ({ code, message }: Answer<never> & { ok: false }): string =>
  texts[code] ?? (message === '' ? code : message);
