import { invalid, unsupported } from './gateway-error';
import { splitPath } from './field-names';
import { integerOf, isDocument, type BsonDocument, type BsonValue } from './values';

/** Shows of a document what was asked for. */
export type Projection = (document: BsonDocument) => BsonDocument;

/** Names to keep or to leave out; `true` means the whole field, a tree means parts of it. */
interface NameTree {
  [name: string]: true | NameTree;
}

/**
 * Parses `{a: 1, 'b.c': 1}` or `{a: 0}`. Keeping and leaving out can't be mixed, except for `_id`, which is kept
 * unless it is named with 0.
 */
export function parseProjection(projection: BsonDocument): Projection {
  const flags = Object.entries(projection).map(([path, flag]) => ({ path, keep: keepOf(path, flag) }));
  if (flags.length === 0) return (document) => document;
  const others = flags.filter(({ path }) => path !== '_id');
  const keeps = others[0]?.keep ?? flags[0]?.keep ?? true;
  if (others.some(({ keep }) => keep !== keeps))
    throw invalid('a projection cannot both include and exclude');
  const tree: NameTree = {};
  for (const { path } of others) addPath(tree, path);
  const idFlag = flags.find(({ path }) => path === '_id')?.keep;
  if (keeps && idFlag !== false) tree['_id'] = true;
  if (!keeps && idFlag === false) tree['_id'] = true;
  return (document) => (keeps ? included(document, tree) : excluded(document, tree));
}

function keepOf(path: string, flag: BsonValue): boolean {
  if (typeof flag === 'boolean') return flag;
  if (isDocument(flag))
    throw unsupported(`${Object.keys(flag)[0] ?? 'a document'} in a projection (of '${path}')`);
  const number = integerOf(flag);
  if (number === undefined) throw invalid(`the projection of '${path}' must be 1 or 0`);
  return number !== 0;
}

function addPath(tree: NameTree, path: string): void {
  const parts = splitPath(path);
  let node = tree;
  for (const [at, part] of parts.entries()) {
    const next = Object.hasOwn(node, part) ? node[part] : undefined;
    if (next === true || (next !== undefined && at === parts.length - 1)) {
      throw invalid(`Path collision at ${path} in the projection`);
    }
    if (at === parts.length - 1) node[part] = true;
    else node = node[part] = next ?? {};
  }
}

function included(document: BsonDocument, tree: NameTree): BsonDocument {
  const result: BsonDocument = {};
  for (const [name, value] of Object.entries(document)) {
    const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (node === true) result[name] = value;
    else if (node !== undefined) {
      const part = includedPart(value, node);
      if (part !== undefined) result[name] = part;
    }
  }
  return result;
}

function includedPart(value: BsonValue, tree: NameTree): BsonValue | undefined {
  if (isDocument(value)) return included(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) => {
    const part = includedPart(item, tree);
    return part === undefined ? [] : [part];
  });
}

function excluded(document: BsonDocument, tree: NameTree): BsonDocument {
  const result: BsonDocument = {};
  for (const [name, value] of Object.entries(document)) {
    const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (node === undefined) result[name] = value;
    else if (node !== true) result[name] = excludedPart(value, node);
  }
  return result;
}

function excludedPart(value: BsonValue, tree: NameTree): BsonValue {
  if (isDocument(value)) return excluded(value, tree);
  return Array.isArray(value) ? value.map((item) => excludedPart(item, tree)) : value;
}
