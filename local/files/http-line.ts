import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTP_STATUS, type Refusal } from './refusal';

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

export function refuse(response: ServerResponse, refused: Refusal): void {
  answerJson(response, HTTP_STATUS[refused.code], refused);
}

/** The whole body, or why there is none; read to its end all the same, so that a caller who still sends sees the answer. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | 'too large' | 'cut off'> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
    }
  } catch {
    return 'cut off';
  }
  return length > maxBytes ? 'too large' : Buffer.concat(chunks);
}
