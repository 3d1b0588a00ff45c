import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, refuse } from './http-line';
import { type Outcome, type RefusalCode } from './refusal';
import { deleteSchema, openidOf, readRequest, urlsSchema } from './requests';
import type { Room } from './room';
import { NO_FILE } from './shelf';

const MAX_LISTED = 1000;

/** What a phone sees in `status`: WeChat's numbers. */
const PHONE_STATUS: Partial<Record<RefusalCode, number>> = {
  STORAGE_EXCEED_AUTHORITY: -503002,
  STORAGE_FILE_NONEXIST: -503003,
};
const STORAGE_REQUEST_FAIL = -503001;

/** `POST …/urls`, as `wx.cloud.getTempFileURL` wants it. What all may read has an address that doesn't expire. */
export async function serveUrls(
  request: IncomingMessage,
  response: ServerResponse,
  { shelf, addresses }: Room,
): Promise<void> {
  const read = await readRequest(request, urlsSchema);
  if (read === 'cut off') return void response.destroy();
  if (!read.ok) return refuse(response, read);
  const fileList = read.input.fileList.map(({ fileID, maxAge }) => {
    const path = addresses.pathOf(fileID);
    return path !== undefined && shelf.has(path)
      ? { fileID, tempFileURL: addresses.downloadUrlOf(path), maxAge, ...statusOf({ ok: true }) }
      : { fileID, tempFileURL: '', maxAge, ...statusOf(NO_FILE) };
  });
  answerJson(response, 200, { fileList });
}

/** `POST …/delete`, as `wx.cloud.deleteFile` wants it: each file that is one's own. */
export async function serveDelete(
  request: IncomingMessage,
  response: ServerResponse,
  { shelf, addresses }: Room,
): Promise<void> {
  const member = openidOf(request);
  if (!member.ok) return refuse(response, member);
  const read = await readRequest(request, deleteSchema);
  if (read === 'cut off') return void response.destroy();
  if (!read.ok) return refuse(response, read);
  const fileList: object[] = [];
  for (const fileID of read.input.fileList) {
    const path = addresses.pathOf(fileID);
    const outcome = path === undefined ? NO_FILE : await shelf.remove(path, member);
    fileList.push({ fileID, ...statusOf(outcome) });
  }
  answerJson(response, 200, { fileList });
}

/** `GET` of the folder itself. */
export function serveList(response: ServerResponse, { shelf }: Room): void {
  const files = shelf.list().slice(0, MAX_LISTED);
  answerJson(
    response,
    200,
    files.map(({ path, sizeBytes, atMs, owner }) => ({ path, sizeBytes, atMs, owner })),
  );
}

function statusOf(outcome: Outcome<object>): { status: number; errMsg: string } {
  if (outcome.ok) return { status: 0, errMsg: 'ok' };
  const status = PHONE_STATUS[outcome.code] ?? STORAGE_REQUEST_FAIL;
  return { status, errMsg: `${outcome.code}: ${outcome.message}` };
}
