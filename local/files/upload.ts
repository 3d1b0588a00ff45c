import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { answerJson, readBody, refuse } from './http-line';
import { HTTP_STATUS, refusal, type Outcome, type Refusal } from './refusal';
import { openidOf } from './requests';
import type { Room } from './room';
import { MAX_FILE_BYTES, TOO_LARGE, type Writer } from './shelf';

/**
 * `PUT` of the raw bytes: a phone's, whose header x-wx-openid says who becomes the owner, or a function's, whose address
 * carries the token that it got.
 */
export async function takeFile(
  request: IncomingMessage,
  response: ServerResponse,
  room: Room,
  path: string,
  token: string | null,
): Promise<void> {
  const outcome = await (token === null
    ? putOfPhone(request, room, path)
    : putOfFunction(request, room, path, token));
  if (outcome === 'cut off') response.destroy();
  else if (token !== null) answerAsCos(response, outcome);
  else if (!outcome.ok) refuse(response, outcome);
  else answerJson(response, 200, { fileID: room.addresses.fileIdOf(path) });
}

type PutOutcome = Outcome<object> | 'cut off';

async function putOfPhone(request: IncomingMessage, room: Room, path: string): Promise<PutOutcome> {
  const openid = openidOf(request);
  return openid.ok ? put(request, room, path, openid) : openid;
}

async function putOfFunction(
  request: IncomingMessage,
  room: Room,
  path: string,
  token: string,
): Promise<PutOutcome> {
  if (room.uploads.take(token, path)) return put(request, room, path, 'function');
  return refusal('STORAGE_SIGN_PARAM_INVALID', 'this address of an upload is not, or no longer, good');
}

async function put(request: IncomingMessage, room: Room, path: string, writer: Writer): Promise<PutOutcome> {
  const refused = room.shelf.refusalOfWrite(path, writer);
  if (refused !== undefined) return refused;
  if (Number(request.headers['content-length'] ?? 0) > MAX_FILE_BYTES) return TOO_LARGE;
  const bytes = await readBody(request, MAX_FILE_BYTES);
  if (bytes === 'too large') return TOO_LARGE;
  return bytes === 'cut off' ? bytes : room.shelf.put(path, writer, bytes);
}

/** As the object store behind CloudBase answers: nothing, or an error as XML, whose four fields the SDK reads. */
function answerAsCos(response: ServerResponse, outcome: Outcome<object>): void {
  if (outcome.ok) response.writeHead(200).end();
  else
    response.writeHead(HTTP_STATUS[outcome.code], { 'content-type': 'application/xml' }).end(xmlOf(outcome));
}

function xmlOf({ code, message }: Refusal): string {
  const id = randomUUID();
  const fields = `<Code>${code}</Code><Message>${message}</Message><RequestId>${id}</RequestId><TraceId>${id}</TraceId>`;
  return `<?xml version='1.0' encoding='utf-8' ?><Error>${fields}</Error>`;
}
