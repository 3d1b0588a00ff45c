import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { contentTypeOf } from './content-type';
import { pathFault } from './file-path';
import { refuse } from './http-line';
import { refusal } from './refusal';
import type { Room } from './room';
import { NO_FILE } from './shelf';

/** `GET` and `HEAD`: everybody may read everything. */
export async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { shelf }: Room,
  path: string,
): Promise<void> {
  const fault = pathFault(path);
  if (fault !== undefined) return refuse(response, refusal('INVALID_PARAM', `path: ${fault}`));
  const file = await shelf.open(path);
  if (file === undefined) return refuse(response, NO_FILE);
  try {
    response.writeHead(200, {
      'content-type': contentTypeOf(path, file.firstBytes),
      'content-length': file.head.sizeBytes,
      // Members' files come from the address that the app's own pages have: none may run as one of these.
      'content-security-policy': "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
      // The same path may hold other bytes a moment later.
      'cache-control': 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else await send(response, file.handle.createReadStream({ start: file.from, autoClose: false }));
  } finally {
    await file.handle.close();
  }
}

/** Whoever goes away in the middle has seen enough. */
async function send(response: ServerResponse, bytes: NodeJS.ReadableStream): Promise<void> {
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
