import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGateway, type CollectionDeclaration, type Gateway, type GatewayOptions } from './index';

export interface TestGatewayOptions extends Partial<Omit<GatewayOptions, 'folder'>> {
  readonly collections?: readonly CollectionDeclaration[];
  /** Kept when the gateway is closed. Without it: a temporary folder, removed on close. */
  readonly folder?: string;
}

export interface TestGateway {
  /** Where `POST /admin` is served, for example `http://127.0.0.1:43210/admin`. */
  readonly url: string;
  readonly gateway: Gateway;
  /** The variables that lead an unmodified SDK here; set them before its first call. */
  readonly sdkEnvironment: Record<string, string>;
  close(): Promise<void>;
}

/** A gateway of its own for one test file: empty, on a port of its own. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const { collections, ...gatewayOptions } = options;
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'gateway-')));
  const gateway = await openGateway({
    ...gatewayOptions,
    folder,
    now: options.now ?? Date.now,
  });
  await gateway.applyCollections(collections ?? []);
  const server = createServer((request, response) => {
    gateway.handle(request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  const url = `http://127.0.0.1:${await listen(server)}/admin`;
  return {
    url,
    gateway,
    sdkEnvironment: sdkEnvironmentFor(url),
    close: async () => {
      await stop(server);
      await gateway.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As CloudBase sets them for a function, with this address in the place of its own. */
export function sdkEnvironmentFor(url: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
    TENCENTCLOUD_RUNENV: 'SCF',
    SCF_NAMESPACE: 'local-env',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    // The SDK warns of a slow call 3 s after any call that was refused, which may be after the end of the test.
    SILENCE: 'true',
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
