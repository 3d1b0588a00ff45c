/**
 * The SDK's serializer drops `undefined` without a word, turns class instances into whatever their fields are, and a
 * number that is not exact comes back as another one. So nothing of that kind is handed to it.
 * @throws TypeError with the path of the first value that cannot be stored: always a bug of ours.
 */
export function assertStorable(value: unknown, path = ''): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer at ${path}: ${value}`);
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => assertStorable(item, `${path}[${index}]`));
    return;
  }
  if (typeof value !== 'object' || !isPlain(value)) {
    throw new TypeError(`not storable at ${path || 'the root'}: ${typeof value}`);
  }
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('$') || key.includes('.') || key === '' || key === '__proto__') {
      throw new TypeError(`not a field name at ${path}: ${key}`);
    }
    assertStorable(item, path ? `${path}.${key}` : key);
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
