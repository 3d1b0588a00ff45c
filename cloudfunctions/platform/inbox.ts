import * as v from 'valibot';
import { openDocuments } from './cloudbase-documents';
import type { PlatformCall } from './door';
import { openidOf, type FunctionContext } from './identity';
import { logCall } from './log';
import { sleep } from './sleep';
import { echoOf } from './wechat/echo-of';
import { openPush, type PushRefusal, type PushSettings } from './wechat/open-push';

export type InboxCall = Pick<PlatformCall, 'documents' | 'nowMs' | 'random' | 'sleep'>;

export interface Inbox {
  readonly name: string;
  readonly settings: PushSettings;
  /** Carries out what WeChat tells, however often it does. Where it throws, WeChat tells it again. */
  take(call: InboxCall, message: Readonly<Record<string, unknown>>): Promise<void>;
}

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What HTTP access hands a function: docs.cloudbase.net/service/access-cloud-function. */
const RequestSchema = v.object({
  httpMethod: v.string(),
  queryStringParameters: v.nullish(v.record(v.string(), v.string()), {}),
  body: v.nullish(v.string(), ''),
  isBase64Encoded: v.nullish(v.boolean(), false),
});
type Request = v.InferOutput<typeof RequestSchema>;

const STATUS: Readonly<Record<PushRefusal, number>> = {
  WRONG_SIGNATURE: 403,
  FOREIGN_APP: 403,
  NOT_ENCRYPTED: 400,
  DAMAGED: 400,
};

/** The door for WeChat's pushes, behind an HTTP address that anybody can call: nothing is believed but what WeChat signed. */
export function openInbox(inbox: Inbox) {
  return async function main(event: unknown, context: FunctionContext): Promise<HttpAnswer> {
    const nowMs = Date.now();
    const documents = openDocuments();
    const call = { documents, nowMs, random: Math.random, sleep };
    const { answer, ...seen } = await answerOf(inbox, call, event, context);
    logCall({
      level: 'error' in seen ? 'error' : 'info',
      door: inbox.name,
      requestId: context.request_id ?? '',
      member: null,
      milliseconds: Date.now() - nowMs,
      databaseCalls: documents.callCount,
      ...seen,
    });
    return answer;
  };
}

interface Answered {
  readonly answer: HttpAnswer;
  /** The event's name, as WeChat has it. */
  readonly action: string | null;
  readonly outcome: string;
  readonly error?: string;
}

async function answerOf(
  inbox: Inbox,
  call: InboxCall,
  event: unknown,
  context: FunctionContext,
): Promise<Answered> {
  // A mini program can call any function by its name, and write whatever event it likes.
  if (openidOf(context)) return refused(403, 'NOT_HTTP');
  const request = v.safeParse(RequestSchema, event);
  if (!request.success) return refused(400, 'NOT_HTTP');
  const { httpMethod: method, queryStringParameters: query } = request.output;
  if (method === 'GET') {
    const echo = echoOf({ query, token: inbox.settings.token });
    return 'echo' in echo ? answered(echo.echo, 'echo') : refused(403, echo.refused);
  }
  if (method !== 'POST') return refused(405, 'WRONG_METHOD');
  const opened = openPush({ query, body: bodyOf(request.output), settings: inbox.settings });
  if ('refused' in opened) return refused(STATUS[opened.refused], opened.refused);
  return taken(inbox, call, opened.message);
}

async function taken(
  inbox: Inbox,
  call: InboxCall,
  message: Readonly<Record<string, unknown>>,
): Promise<Answered> {
  const action = nameOf(message);
  try {
    await inbox.take(call, message);
    return answered('success', action);
  } catch (thrown) {
    const error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { ...refused(500, 'INTERNAL_ERROR'), action, error };
  }
}

function nameOf({ Event: event }: Readonly<Record<string, unknown>>): string {
  return typeof event === 'string' ? event.slice(0, 64) : 'unknown';
}

const bodyOf = ({ body, isBase64Encoded }: Request): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

const answered = (body: string, action: string): Answered => ({
  answer: textAnswer(200, body),
  action,
  outcome: 'ok',
});

const refused = (statusCode: number, outcome: string): Answered => ({
  answer: textAnswer(statusCode, outcome),
  action: null,
  outcome,
});

const textAnswer = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
