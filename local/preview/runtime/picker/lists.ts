import type { PickerModel } from './sheet';

/** An item of `range`: text, or an object whose `range-key` is shown. */
function labelOf(item: unknown, key: string): string {
  const shown =
    key !== '' && typeof item === 'object' ? (item as Record<string, unknown> | null)?.[key] : item;
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
}

function listOf(range: unknown): unknown[] {
  return Array.isArray(range) ? (range as unknown[]) : [];
}

function within(index: unknown, length: number): number {
  const number = Math.trunc(Number(index));
  return Number.isFinite(number) ? Math.min(Math.max(number, 0), Math.max(length - 1, 0)) : 0;
}

interface RangeParts {
  range(): unknown;
  rangeKey(): string;
}

export function selectorModel(parts: RangeParts, value: unknown): PickerModel {
  const items = () => listOf(parts.range()).map((item) => labelOf(item, parts.rangeKey()));
  let index = within(value, items().length);
  return {
    columns: () => [items()],
    selected: () => [index],
    turn: (_, to) => (index = to),
    detail: () => ({ value: index }),
  };
}

/** `range` is a list of lists; the page may change it while the wheels turn. */
export function multiSelectorModel(parts: RangeParts, value: unknown): PickerModel {
  const columns = () =>
    listOf(parts.range()).map((column) => listOf(column).map((item) => labelOf(item, parts.rangeKey())));
  const indexes = columns().map((column, at) => within(listOf(value)[at], column.length));
  const selected = () => columns().map((column, at) => within(indexes[at], column.length));
  return {
    columns,
    selected,
    turn: (column, index) => (indexes[column] = index),
    detail: () => ({ value: selected() }),
  };
}
