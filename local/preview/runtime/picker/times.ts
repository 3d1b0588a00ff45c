import type { PickerModel } from './sheet';

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => from + index);
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

function partsOf(text: unknown, separator: string, otherwise: readonly number[]): number[] {
  const parts = typeof text === 'string' && text !== '' ? text.split(separator).map(Number) : [];
  return otherwise.map((fallback, index) => {
    const part = parts[index];
    return part !== undefined && Number.isFinite(part) ? part : fallback;
  });
}

interface Bounds {
  start: readonly number[];
  end: readonly number[];
}

/** The least and the most of one part, when all parts before it are as they are. */
function limitsAt(
  parts: readonly number[],
  at: number,
  { start, end }: Bounds,
  full: readonly [number, number],
): [number, number] {
  const before = (bound: readonly number[]) =>
    parts.slice(0, at).every((part, index) => part === bound[index]);
  return [before(start) ? (start[at] ?? full[0]) : full[0], before(end) ? (end[at] ?? full[1]) : full[1]];
}

interface Part {
  full(parts: readonly number[]): [number, number];
  label(value: number): string;
}

/** Wheels of numbers that hang together, between two bounds. */
function countedModel(
  shape: readonly Part[],
  given: readonly number[],
  bounds: Bounds,
  text: (parts: readonly number[]) => string,
): PickerModel {
  const parts = [...given];
  const range = (at: number) => {
    const [least, most] = limitsAt(parts, at, bounds, shape[at]?.full(parts) ?? [0, 0]);
    return numbers(least, most);
  };
  const clamp = () => {
    for (let at = 0; at < shape.length; at += 1) {
      const all = range(at);
      parts[at] = Math.min(Math.max(parts[at] ?? 0, all[0] ?? 0), all.at(-1) ?? 0);
    }
  };
  clamp();
  return {
    columns: () => shape.map((part, at) => range(at).map((value) => part.label(value))),
    selected: () => shape.map((_, at) => range(at).indexOf(parts[at] ?? 0)),
    turn(column, index) {
      parts[column] = range(column)[index] ?? parts[column] ?? 0;
      clamp();
    },
    detail: () => ({ value: text(parts) }),
  };
}

export function timeModel(value: unknown, start: unknown, end: unknown): PickerModel {
  const now = new Date();
  const shape: Part[] = [
    { full: () => [0, 23], label: twoDigits },
    { full: () => [0, 59], label: twoDigits },
  ];
  const bounds = { start: partsOf(start, ':', [0, 0]), end: partsOf(end, ':', [23, 59]) };
  const given = partsOf(value, ':', [now.getHours(), now.getMinutes()]);
  return countedModel(shape, given, bounds, (parts) => parts.map(twoDigits).join(':'));
}

const dateLengths: Readonly<Record<string, number>> = { year: 1, month: 2, day: 3 };

export function dateModel(value: unknown, start: unknown, end: unknown, fields: string): PickerModel {
  const now = new Date();
  const length = dateLengths[fields] ?? 3;
  const daysIn = (year: number, month: number) => new Date(year, month, 0).getDate();
  const shape: Part[] = [
    { full: () => [1970, 2100], label: (year: number) => `${year}年` },
    { full: () => [1, 12] as [number, number], label: (month: number) => `${month}月` },
    {
      full: ([year = 1970, month = 1]: readonly number[]) => [1, daysIn(year, month)] as [number, number],
      label: (day: number) => `${day}日`,
    },
  ].slice(0, length) as Part[];
  const bounds = {
    start: partsOf(start, '-', [1970, 1, 1]).slice(0, length),
    end: partsOf(end, '-', [2100, 12, 31]).slice(0, length),
  };
  const given = partsOf(value, '-', [now.getFullYear(), now.getMonth() + 1, now.getDate()]).slice(0, length);
  return countedModel(shape, given, bounds, ([year = 1970, ...rest]) =>
    [String(year).padStart(4, '0'), ...rest.map(twoDigits)].join('-'),
  );
}
