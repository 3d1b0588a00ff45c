import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as sendRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cloudbase from '@cloudbase/node-sdk';
import { openGateway, type Gateway } from '../gateway';
import { sdkEnvironmentFor } from '../gateway/testing';
import { openFiles, type Files } from './index';

export const ENV_ID = 'local-env';

export interface TestFiles {
  readonly url: string;
  readonly folder: string;
  readonly clock: { nowMs: number };
  readonly files: Files;
  readonly gateway: Gateway;
  /** The unmodified SDK, led here by environment variables only. */
  connectSdk(): ReturnType<typeof cloudbase.init>;
  close(): Promise<void>;
}

/** Files and a gateway behind one port, as on one machine. A given folder is kept. */
export async function startTestFiles(given?: { readonly folder: string }): Promise<TestFiles> {
  const parent = await mkdtemp(join(tmpdir(), 'files-'));
  const folder = given?.folder ?? join(parent, 'files');
  const clock = { nowMs: Date.UTC(2026, 0, 5) };
  const now = (): number => clock.nowMs;
  const server = createServer();
  const url = await listen(server);
  const files = await openFiles({ folder, publicUrl: `${url}/`, envId: ENV_ID, now });
  const gateway = await openGateway({
    folder: join(parent, 'data'),
    now,
    fsync: false,
    files: files.forFunctions,
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!(await files.handle(request, response))) await gateway.handle(request, response);
  };
  server.on('request', (request, response) => {
    serve(request, response).catch((error: Error) => response.destroy(error));
  });
  return {
    url,
    folder,
    clock,
    files,
    gateway,
    connectSdk: () => {
      Object.assign(process.env, sdkEnvironmentFor(`${url}/admin`));
      return cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await files.close();
      await gateway.close();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

/** A request whose address is sent as it stands: `fetch` would walk up every `..` itself. */
export function send(
  url: string,
  { method, path, openid, body }: { method: string; path: string; openid?: string; body?: Buffer | string },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const headers = openid === undefined ? {} : { 'x-wx-openid': openid };
  return new Promise((resolve, reject) => {
    const request = sendRequest({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, bytes: Buffer.concat(chunks) });
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
