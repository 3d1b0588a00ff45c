import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ACTIONS } from './actions';
import type { ActionContext } from './actions/action';
import { GatewayError, invalid, messageOf, unsupported } from './gateway-error';
import { parseBody, refuseTransaction } from './payload';

/** Above any batch of documents that the SDK would send within its time-out. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Serves one request of CloudBase's protocol: POST with a JSON body, answered with HTTP 200 also when it fails, since
 * the SDK reads `{code, message, requestId}` only then. Credentials are accepted unseen.
 */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: ActionContext,
): Promise<void> {
  const requestId = randomUUID();
  const answer = await answerTo(request, context).catch(refusalOf);
  const body = Buffer.from(JSON.stringify({ ...answer, requestId }));
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
}

async function answerTo(
  request: IncomingMessage,
  context: ActionContext,
): Promise<Readonly<Record<string, unknown>>> {
  if (request.method !== 'POST') throw invalid(`${request.method ?? 'the request'} is not POST`);
  const type = request.headers['content-type'] ?? '';
  // wx.openApi and wx.wxPayApi: the only ones that don't come as JSON.
  if (type.startsWith('multipart/')) throw unsupported('a multipart request (wx.openApi, wx.wxPayApi)');
  const body = parseBody(await readText(request));
  context.counters.countCall(body.action);
  const action = ACTIONS.get(body.action);
  if (action === undefined) throw unsupported(`the action ${body.action}`);
  refuseTransaction(body);
  return action(body, context);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      // Read to its end all the same: a caller that is still sending wouldn't see the answer.
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    }
  } catch (error) {
    throw invalid(`the request was cut off: ${messageOf(error)}`);
  }
  if (length > MAX_BODY_BYTES) throw invalid(`the request body is larger than ${MAX_BODY_BYTES} bytes`);
  return Buffer.concat(chunks).toString('utf8');
}

function refusalOf(error: unknown): { code: string; message: string } {
  if (error instanceof GatewayError) return { code: error.code, message: error.message };
  // A defect of the gateway. The caller gets an error like any other; the trace is for whoever runs the gateway.
  console.error('gateway:', error);
  const message = messageOf(error);
  return { code: 'DATABASE_REQUEST_FAILED', message: `internal error of the local gateway: ${message}` };
}
