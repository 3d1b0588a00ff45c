import type { IndexRecord } from './catalog';
import type { IndexField } from './declarations';
import { failed } from './gateway-error';
import { encodeKey, invertKey, uint32Key, type IndexValue } from './keys';
import { indexedPathOf } from './paths';
import { MAX_KEY_BYTES } from './store';
import type { BsonDocument } from './values';

/** The keys of one document in one index, without the document's id at their end. */
export interface IndexKeys {
  readonly keys: readonly Buffer[];
  readonly throughArray: boolean;
}

/** @throws GatewayError when two fields are arrays, or a key is too long to be stored */
export function indexKeysOf(index: IndexRecord, document: BsonDocument): IndexKeys {
  const paths = index.fields.map(({ path }) => indexedPathOf(document, path.split('.')));
  if (index.sparse && paths.every(({ missing }) => missing)) return { keys: [], throughArray: false };
  if (paths.filter(({ throughArray }) => throughArray).length > 1) {
    throw failed(
      `cannot index parallel arrays: two fields of the index "${index.name}" are or lie in arrays`,
    );
  }
  let keys = [uint32Key(index.number)];
  for (const [at, { values }] of paths.entries()) {
    const direction = index.fields[at]?.direction ?? 1;
    const parts = values.map((value) => fieldKey(value, direction));
    keys = keys.flatMap((key) => parts.map((part) => Buffer.concat([key, part])));
  }
  if (keys.some((key) => key.length > MAX_KEY_BYTES / 2)) {
    throw failed(`a value is too long for the index "${index.name}" (at most ${MAX_KEY_BYTES / 2} bytes)`);
  }
  return { keys: withoutDoubles(keys), throughArray: paths.some(({ throughArray }) => throughArray) };
}

export function fieldKey(value: IndexValue, direction: IndexField['direction']): Buffer {
  const key = encodeKey(value);
  return direction === 1 ? key : invertKey(key);
}

/** `{tags: ['a', 'a']}` has one key. */
export function withoutDoubles(keys: readonly Buffer[]): Buffer[] {
  const sorted = [...keys].sort((left, right) => Buffer.compare(left, right));
  return sorted.filter((key, at) => at === 0 || !key.equals(sorted[at - 1] ?? Buffer.alloc(0)));
}
