import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { readBody } from './http-line';
import { refusal, type Outcome } from './refusal';

/** CloudBase's own limit of one call. */
const MAX_FILES = 50;
const MAX_BODY_BYTES = 256 * 1024;
const SECONDS_PER_DAY = 86_400;

const OPENID = /^[\x21-\x7e]{1,128}$/;

const fileID = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const listOf = <T extends v.GenericSchema>(item: T) =>
  v.strictObject({ fileList: v.pipe(v.array(item), v.minLength(1), v.maxLength(MAX_FILES)) });

const maxAge = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SECONDS_PER_DAY));

export const urlsSchema = listOf(
  v.union([
    v.pipe(
      fileID,
      v.transform((fileID) => ({ fileID, maxAge: SECONDS_PER_DAY })),
    ),
    v.strictObject({ fileID, maxAge: v.optional(maxAge, SECONDS_PER_DAY) }),
  ]),
);

export const deleteSchema = listOf(fileID);

export function openidOf(request: IncomingMessage): Outcome<{ openid: string }> {
  const openid = request.headers['x-wx-openid'];
  if (typeof openid === 'string' && OPENID.test(openid)) return { ok: true, openid };
  return refusal('INVALID_PARAM', 'x-wx-openid: expected 1 to 128 visible characters');
}

/** A JSON body of this shape, and of no other. */
export async function readRequest<T>(
  request: IncomingMessage,
  schema: v.GenericSchema<unknown, T>,
): Promise<Outcome<{ input: T }> | 'cut off'> {
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === 'cut off') return bytes;
  if (bytes === 'too large')
    return refusal('INVALID_PARAM', `the body has more than ${MAX_BODY_BYTES} bytes`);
  const parsed = v.safeParse(schema, parseJson(bytes));
  if (parsed.success) return { ok: true, input: parsed.output };
  const [issue] = parsed.issues;
  return refusal('INVALID_PARAM', `${v.getDotPath(issue) ?? 'the body'}: ${issue.message}`);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
