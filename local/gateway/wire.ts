import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ACTIONS, MULTIPART_ACTIONS, TRANSACTIONAL } from './actions';
import type { ActionContext, Answer } from './actions/action';
import { DamagedRowError } from './damage';
import type { Faults } from './faults';
import { GatewayError, invalid, messageOf, unsupported } from './gateway-error';
import { parseBody, parseMultipart, transactionIdOf, type NamedBody, type RequestBody } from './payload';
import { plainSession, type Session } from './transactions';

/** What requests have in common; the session is made for each. */
export interface ServerContext extends Omit<ActionContext, 'session'> {
  readonly faults: Faults;
}

/** Above any batch of documents that the SDK would send within its time-out. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Serves one request of CloudBase's protocol: POST with a JSON body, or a multipart one, answered with HTTP 200 also when
 * it fails, since the SDK reads `{code, message, requestId}` only then. Credentials are accepted unseen.
 */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<void> {
  const requestId = randomUUID();
  const answer = await answerTo(request, context).catch(refusalOf);
  if (answer === DROPPED) {
    response.destroy();
    return;
  }
  if (Buffer.isBuffer(answer)) {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': answer.length });
    response.end(answer);
    return;
  }
  const body = JSON.stringify({ ...answer, requestId });
  response.writeHead(200, {
    // By exactly this text the SDK tells an error from bytes.
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  // As a text it leaves in one piece with the head; bytes would be a second write.
  response.end(body);
}

async function answerTo(request: IncomingMessage, context: ServerContext): Promise<Answer | Buffer> {
  if (request.method !== 'POST') throw invalid(`${request.method ?? 'the request'} is not POST`);
  const type = request.headers['content-type'] ?? '';
  const bytes = await readBytes(request);
  const isMultipart = /^multipart\//i.test(type);
  const body = isMultipart ? parseMultipart(type, bytes) : parseBody(bytes.toString('utf8'));
  context.counters.countCall(body.action);
  const action = (isMultipart ? MULTIPART_ACTIONS : ACTIONS).get(body.action);
  if (action === undefined) {
    throw unsupported(`the action ${body.action}${isMultipart ? ' in a multipart request' : ''}`);
  }
  const serve = (): Promise<Answer | Buffer> =>
    action(body, { ...context, session: sessionOf(body, body.action, context) });
  return context.faults.areSet ? serveStruck(body, context, serve) : serve();
}

/** Stands for an answer that never arrives. */
const DROPPED: Answer = {};

async function serveStruck(
  body: NamedBody,
  { faults, transactions }: ServerContext,
  serve: () => Promise<Answer | Buffer>,
): Promise<Answer | Buffer> {
  try {
    const { dropAnswer } = await faults.strike(body.action, body['collectionName']);
    const answer = await serve();
    return dropAnswer ? DROPPED : answer;
  } catch (error) {
    const id = transactionIdOf(body);
    // As a real conflict does. Where the transaction is gone already, there is nothing left to do.
    if (id !== undefined && isConflict(error)) await transactions.abort(id).catch(() => undefined);
    throw error;
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'DATABASE_TRANSACTION_CONFLICT';
}

function sessionOf(body: RequestBody, action: string, { database, transactions }: ServerContext): Session {
  const id = transactionIdOf(body);
  if (id === undefined) return plainSession(database);
  if (!TRANSACTIONAL.has(action)) throw unsupported(`transactionId (${action} inside a transaction)`);
  return transactions.session(id);
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // Read to its end all the same: a caller that is still sending wouldn't see the answer.
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    request.once('end', () => {
      if (length > MAX_BODY_BYTES) reject(invalid(`the request body is larger than ${MAX_BODY_BYTES} bytes`));
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    const cutOff = (error?: Error): void =>
      reject(
        invalid(
          `the request was cut off: ${error === undefined ? 'the connection ended' : messageOf(error)}`,
        ),
      );
    request.once('error', cutOff);
    request.once('aborted', () => cutOff());
  });
}

function refusalOf(error: unknown): { code: string; message: string } {
  if (error instanceof GatewayError) return { code: error.code, message: error.message };
  if (error instanceof DamagedRowError) return { code: 'DATABASE_REQUEST_FAILED', message: error.message };
  // A defect of the gateway. The caller gets an error like any other; the trace is for whoever runs the gateway.
  console.error('gateway:', error);
  const message = messageOf(error);
  return { code: 'DATABASE_REQUEST_FAILED', message: `internal error of the local gateway: ${message}` };
}
