/**
 * The SDK's `callWxOpenApi`: action `wx.api`, JSON both ways.
 * Taken from the published package @cloudbase/node-sdk 3.18 (dist/wx/index.js): `requestData` is a JSON text, or empty, and so is
 * the answer's `data.responseData`. It hands both on as they are: names stay in snake_case, and a refusal of WeChat's is
 * a result with an `errcode`, not an error.
 */
import type { Desk } from '../desk';
import { isObject } from '../fields';
import { callOpenApi } from '../openapi';

export interface JsonCall {
  readonly apiName: unknown;
  readonly requestData: unknown;
}

export type JsonCallAnswer =
  | { readonly data: { readonly responseData: string } }
  | {
      readonly code: 'INVALID_PARAM' | 'NOT_SUPPORTED_LOCALLY';
      readonly message: string;
    };

/** @returns the body of the answer, but for the requestId. */
export async function answerJsonCall(desk: Desk, call: JsonCall): Promise<JsonCallAnswer> {
  const { apiName, requestData = '' } = call;
  if (typeof apiName !== 'string') return invalid('apiName must be a text');
  const data = requestData === '' ? {} : parsed(requestData);
  if (data === undefined) return invalid('requestData must be the text of a JSON object');
  const outcome = await callOpenApi(desk, apiName, data);
  if (!outcome.ok) return { code: 'NOT_SUPPORTED_LOCALLY', message: outcome.message };
  if (outcome.answer.kind === 'picture') {
    const message = `${apiName} answers a picture, which only callCompatibleWxOpenApi can carry`;
    return { code: 'NOT_SUPPORTED_LOCALLY', message };
  }
  return { data: { responseData: JSON.stringify(outcome.answer.body) } };
}

const invalid = (message: string): JsonCallAnswer => ({ code: 'INVALID_PARAM', message });

function parsed(text: unknown): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
