type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;

const sameKeys = (before: Data, after: Data): boolean => {
  const keys = Object.keys(after);
  return keys.length === Object.keys(before).length && keys.every((key) => key in before);
};

/**
 * The smallest `setData` that turns `before` into `after`: everything that crosses to the view has its price, and what
 * stays as it is need not cross. A list that got longer or shorter goes whole.
 * @param path Where the value stands, for example `view`.
 */
export function changesOf(before: unknown, after: unknown, path: string): Record<string, unknown> {
  if (Object.is(before, after)) return {};
  const comparable =
    isData(before) &&
    isData(after) &&
    Array.isArray(before) === Array.isArray(after) &&
    sameKeys(before, after);
  if (!comparable) return { [path]: after };
  const step = (key: string) => (Array.isArray(after) ? `${path}[${key}]` : `${path}.${key}`);
  return Object.keys(after).reduce<Record<string, unknown>>(
    (changes, key) => Object.assign(changes, changesOf(before[key], after[key], step(key))),
    {},
  );
}
