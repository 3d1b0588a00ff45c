import type { IncomingMessage, ServerResponse } from 'node:http';
import { FILES_PATH } from './addresses';
import { serveFile } from './download';
import { refuse } from './http-line';
import { serveDelete, serveList, serveUrls } from './lists';
import { refusal } from './refusal';
import type { Room } from './room';
import { takeFile } from './upload';

/** Serves what lies below its address. @returns false for everything else, which it leaves untouched */
export async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  room: Room,
): Promise<boolean> {
  // As it was sent: a URL would have walked up every `..` before anybody could refuse it.
  const [address = '', query = ''] = (request.url ?? '').split('?');
  if (address === FILES_PATH) serveFolder(request, response, room);
  else if (address.startsWith(`${FILES_PATH}/`)) {
    await serveBelow(request, response, room, {
      name: address.slice(FILES_PATH.length + 1),
      token: new URLSearchParams(query).get('token'),
    });
  } else return false;
  return true;
}

function serveFolder(request: IncomingMessage, response: ServerResponse, room: Room): void {
  if (request.method === 'GET') serveList(response, room);
  else refuse(response, refusal('METHOD_NOT_ALLOWED', 'GET lists the files'));
}

async function serveBelow(
  request: IncomingMessage,
  response: ServerResponse,
  room: Room,
  { name, token }: { readonly name: string; readonly token: string | null },
): Promise<void> {
  const { method } = request;
  if (method === 'POST' && name === 'urls') return serveUrls(request, response, room);
  if (method === 'POST' && name === 'delete') return serveDelete(request, response, room);
  const path = decoded(name);
  if (path === undefined)
    return refuse(response, refusal('INVALID_PARAM', 'path: expected percent-encoded UTF-8'));
  if (method === 'GET' || method === 'HEAD') return serveFile(request, response, room, path);
  if (method === 'PUT') return takeFile(request, response, room, path, token);
  refuse(response, refusal('METHOD_NOT_ALLOWED', 'GET, HEAD and PUT a file; POST to urls and delete'));
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
