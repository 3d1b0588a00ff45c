import type { IncomingMessage, ServerResponse } from 'node:http';

export class BodyTooLarge extends Error {}

/** @throws BodyTooLarge */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<string> =>
  (await readBytes(request, maxBytes)).toString('utf8');

/** @throws BodyTooLarge */
export async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new BodyTooLarge(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function answerJson(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(json);
}

export const refuse = (response: ServerResponse, status: number, code: string, message: string): void =>
  answerJson(response, status, JSON.stringify({ ok: false, code, message }));

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Only pages of this very server may talk to it: another site in the same browser could otherwise move the clock, or
 * reach it under a name of its own that resolves to this machine.
 */
export function isFromHere(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers;
  return LOOPBACK.test(host) && (origin === undefined || origin === `http://${host}`);
}
