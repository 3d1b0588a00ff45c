import cloudbase from '@cloudbase/node-sdk';
import { randomUUID } from 'node:crypto';
import type { TestGateway } from './testing';

/** The database of the unmodified SDK, led to a test gateway by environment variables only. */
export function connectSdk(
  testGateway: TestGateway,
): ReturnType<ReturnType<typeof cloudbase.init>['database']> {
  Object.assign(process.env, testGateway.sdkEnvironment);
  return cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();
}

/** A request without the SDK, for what the SDK would never send. */
export async function postRaw(url: string, body: unknown): Promise<Record<string, unknown>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', body: text });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

/** A name that no other test of the file uses. */
export function newCollectionName(): string {
  return `c-${randomUUID().slice(0, 8)}`;
}
