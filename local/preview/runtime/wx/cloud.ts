import type { Network } from '../network';
import { Failure, messageOf, textOf, type Area, type Options } from './answer';
import { CloudID, isCloudID } from './cloud-id';
import { cloudFilesArea } from './cloud-files';
import type { ToldAnswer } from './told';

interface FailedAnswer {
  code?: unknown;
  message?: unknown;
}

function requestId(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(16).slice(2)}`;
}

/** Which fields of the data the cloud is to open before the function sees them. */
function cloudIdsHeader(data: unknown): Record<string, string> {
  const names = Object.entries((data ?? {}) as Record<string, unknown>)
    .filter(([, value]) => isCloudID(value))
    .map(([name]) => name);
  return names.length === 0 ? {} : { 'x-wx-cloud-ids': names.join(',') };
}

async function callFunction(network: Network, openid: string, name: string, data: unknown): Promise<object> {
  const body = JSON.stringify(data ?? {});
  const headers = { 'content-type': 'application/json', 'x-wx-openid': openid, ...cloudIdsHeader(data) };
  const response = await network
    .fetch(`/cloud/functions/${encodeURIComponent(name)}`, { method: 'POST', headers, body })
    .catch((error: unknown) => {
      throw new Failure(messageOf(error), { errCode: -1 });
    });
  const text = await response.text();
  const answered: unknown = text === '' ? undefined : parsed(text);
  if (response.ok) return { result: answered, requestID: requestId() };
  const { code, message } = (answered ?? {}) as FailedAnswer;
  throw new Failure(`${textOf(code, String(response.status))} ${textOf(message, response.statusText)}`, {
    errCode: typeof code === 'number' ? code : -1,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('the answer is not JSON', { errCode: -1 });
  }
}

export function cloudArea(openid: string, network: Network, tellAnswer: ToldAnswer): Area {
  return {
    init: () => undefined,
    CloudID,
    callFunction: (options: Options) => {
      const { name, data } = options;
      const called = { name: `cloud.callFunction ${textOf(name)}`, input: data };
      return tellAnswer(
        'cloud.callFunction',
        options,
        () => {
          if (typeof name !== 'string' || name === '')
            throw new Failure('parameter.name should be a string', { errCode: -1 });
          return callFunction(network, openid, name, data);
        },
        called,
      );
    },
    ...cloudFilesArea(openid, network, tellAnswer),
  };
}
