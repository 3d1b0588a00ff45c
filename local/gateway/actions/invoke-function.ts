import { invalid, unsupported } from '../gateway-error';
import type { RequestBody } from '../payload';
import type { Action } from './action';

/** `{function_name, request_data?}` → `{data: {response_data}}`, both data as JSON text. */
export const invokeFunction: Action = async (body, { invokeFunction: invoke }) => {
  if (invoke === undefined) throw unsupported('functions.invokeFunction (no invokeFunction was given)');
  const name = body['function_name'];
  if (typeof name !== 'string' || name === '') throw invalid('function_name must be a string');
  const result = await invoke(name, requestDataOf(body));
  // undefined has no JSON; the SDK hands on what it can't parse as it is.
  return { data: { response_data: JSON.stringify(result ?? null) } };
};

function requestDataOf(body: RequestBody): unknown {
  const text = body['request_data'];
  if (text === undefined || text === '') return {};
  if (typeof text !== 'string') throw invalid('request_data must be a JSON string');
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('request_data is not valid JSON');
  }
}
