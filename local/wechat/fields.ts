import type { RequestData } from './answers';

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** undefined for a field that is missing, empty or not a text. */
export function textOf(data: RequestData, name: string): string | undefined {
  const value = data[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text, or without one `otherwise`; undefined for what is no text. */
export function textOr(data: RequestData, name: string, otherwise: string): string | undefined {
  return data[name] === undefined ? otherwise : textOf(data, name);
}

/** A whole number from a number or its digits: WeChat's documents write both. */
export function wholeNumberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** One of the numbers that a document lists. */
export function choiceOf(data: RequestData, name: string, choices: readonly number[]): number | undefined {
  const number = wholeNumberOf(data[name]);
  return number !== undefined && choices.includes(number) ? number : undefined;
}
