import { invalid } from './gateway-error';
import { splitPath } from './field-names';

export interface IndexField {
  /** Dotted path of the field, for example `score.points`. */
  readonly path: string;
  readonly direction: 1 | -1;
}

export interface IndexDeclaration {
  readonly name: string;
  readonly fields: readonly IndexField[];
  /** No two documents may have the same values; a missing field counts as null unless the index is sparse. */
  readonly unique?: boolean;
  /** Documents that have none of the fields are not in the index. */
  readonly sparse?: boolean;
}

export interface CollectionDeclaration {
  readonly name: string;
  readonly indexes: readonly IndexDeclaration[];
}

/** @throws GatewayError INVALID_PARAM for two of one name, no fields, or paths that can't be indexed */
export function checkDeclarations(declarations: readonly CollectionDeclaration[]): void {
  refuseDoubles(declarations, 'collection');
  for (const { name, indexes } of declarations) {
    refuseDoubles(indexes, `index of ${name}`);
    for (const index of indexes) checkIndex(name, index);
  }
}

function refuseDoubles(named: readonly { readonly name: string }[], what: string): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    if (seen.has(name)) throw invalid(`the ${what} "${name}" is declared twice`);
    seen.add(name);
  }
}

function checkIndex(collection: string, { name, fields }: IndexDeclaration): void {
  const where = `index "${name}" of ${collection}`;
  if (fields.length === 0) throw invalid(`the ${where} has no fields`);
  refuseDoubles(
    fields.map(({ path }) => ({ name: path })),
    `field of ${where}`,
  );
  for (const { path, direction } of fields) {
    if (direction !== 1 && direction !== -1) throw invalid(`the ${where}: a direction must be 1 or -1`);
    if (path === '_id') throw invalid(`the ${where}: _id is always indexed by itself`);
    if (splitPath(path).some((part) => /^\d+$/.test(part))) {
      throw invalid(`the ${where}: "${path}" has a position of an array, which can't be indexed`);
    }
  }
}
