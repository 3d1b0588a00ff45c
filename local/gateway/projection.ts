import { invalid, unsupported } from './gateway-error';
import { splitPath } from './field-names';
import { parseElement } from './query-operators';
import { parseFilter } from './query';
import { fieldOf, integerOf, isDocument, type BsonDocument, type BsonValue } from './values';

/** Shows of a document what was asked for. */
export type Projection = (document: BsonDocument) => BsonDocument;

/** Names to keep or to leave out; `true` means the whole field, a tree means parts of it. */
interface NameTree {
  [name: string]: true | NameTree;
}

/** What is shown of an array; undefined leaves the field out. */
type Reshape = (value: BsonValue) => BsonValue | undefined;

interface ShownField {
  readonly path: string;
  /** undefined: shown unless others are asked for by their names. */
  readonly keep: boolean | undefined;
  readonly reshape?: Reshape;
}

/**
 * Parses `{a: 1, 'b.c': 1}` or `{a: 0}`. Keeping and leaving out can't be mixed, except for `_id`, which is kept
 * unless it is named with 0. `{a: {$elemMatch: …}}` keeps a field, and its first element that matches; `{a: {$slice: …}}`
 * keeps some elements and says nothing of other fields.
 */
export function parseProjection(projection: BsonDocument): Projection {
  const fields = Object.entries(projection).map(([path, operand]) => parseField(path, operand));
  if (fields.length === 0) return (document) => document;
  const others = fields.filter(({ path }) => path !== '_id');
  const named = others.filter(({ keep }) => keep !== undefined);
  const idKeep = fields.find(({ path }) => path === '_id')?.keep;
  const keeps = named[0]?.keep ?? (others.length === 0 && (idKeep ?? true));
  if (named.some(({ keep }) => keep !== keeps)) throw invalid('a projection cannot both include and exclude');
  const tree: NameTree = {};
  for (const { path } of keeps ? others : named) addPath(tree, path);
  if (keeps ? idKeep !== false : idKeep === false) tree['_id'] = true;
  const reshaping = fields.flatMap(({ path, reshape }) =>
    reshape ? [{ parts: splitPath(path), reshape }] : [],
  );
  return (document) =>
    reshaping.reduce(
      (shown, { parts, reshape }) => reshapedIn(shown, parts, reshape),
      keeps ? included(document, tree) : excluded(document, tree),
    );
}

function parseField(path: string, operand: BsonValue): ShownField {
  if (typeof operand === 'boolean') return { path, keep: operand };
  if (isDocument(operand)) {
    const [operator = 'a document', ...more] = Object.keys(operand);
    const parse = RESHAPES.get(operator);
    if (parse === undefined || more.length > 0)
      throw unsupported(`${operator} in a projection (of '${path}')`);
    return parse(path, operand[operator] ?? null);
  }
  const number = integerOf(operand);
  if (number === undefined) throw invalid(`the projection of '${path}' must be 1 or 0`);
  return { path, keep: number !== 0 };
}

const RESHAPES: ReadonlyMap<string, (path: string, operand: BsonValue) => ShownField> = new Map([
  ['$slice', parseSlice],
  ['$elemMatch', parseElementMatch],
]);

/** `n` first elements, `-n` last ones, or `[position, n]`. */
function parseSlice(path: string, operand: BsonValue): ShownField {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]).map(integerOf);
  if (Array.isArray(operand)) {
    if (operand.length !== 2 || first === undefined || second === undefined || second < 1) {
      throw invalid(`$slice of '${path}' needs [a position, a number from 1]`);
    }
    return onArray(path, (array) => {
      const start = first < 0 ? Math.max(0, array.length + first) : first;
      return array.slice(start, start + second);
    });
  }
  if (first === undefined) throw invalid(`$slice of '${path}' needs an integer or two`);
  return onArray(path, (array) => (first < 0 ? array.slice(first) : array.slice(0, first)));
}

function onArray(path: string, take: (array: readonly BsonValue[]) => BsonValue[]): ShownField {
  return { path, keep: undefined, reshape: (value) => (Array.isArray(value) ? take(value) : value) };
}

function parseElementMatch(path: string, operand: BsonValue): ShownField {
  if (path.includes('.')) throw invalid(`$elemMatch of '${path}': a projection takes no path here`);
  const matches = parseElement(operand, parseFilter);
  const reshape: Reshape = (value) => {
    const found = Array.isArray(value) ? value.find(matches) : undefined;
    return found === undefined ? undefined : [found];
  };
  return { path, keep: true, reshape };
}

/** Copies what lies on the way; the document that was read stays as it is. */
function reshapedIn(document: BsonDocument, parts: readonly string[], reshape: Reshape): BsonDocument {
  const [part = '', ...rest] = parts;
  const value = fieldOf(document, part);
  if (value === undefined) return document;
  const shown = rest.length === 0 ? reshape(value) : reshapedPart(value, rest, reshape);
  const { [part]: _replaced, ...others } = document;
  return shown === undefined ? others : { ...document, [part]: shown };
}

function reshapedPart(value: BsonValue, parts: readonly string[], reshape: Reshape): BsonValue {
  if (Array.isArray(value)) return value.map((item) => reshapedPart(item, parts, reshape));
  return isDocument(value) ? reshapedIn(value, parts, reshape) : value;
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
