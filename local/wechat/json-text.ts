import { isObject } from './fields';

const MAX_LOGGED_CHARACTERS = 4096;

/** undefined for what isn't JSON: JSON itself knows no undefined. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = jsonIn(text);
  return isObject(value) ? value : undefined;
}

/** A body as the log of calls keeps it. */
export function loggedBody(text: string): unknown {
  if (text.length > MAX_LOGGED_CHARACTERS) return `${text.slice(0, MAX_LOGGED_CHARACTERS)}…`;
  return jsonIn(text) ?? text;
}
