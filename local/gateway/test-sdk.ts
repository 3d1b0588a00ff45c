import cloudbase from '@cloudbase/node-sdk';
import { randomUUID } from 'node:crypto';
import type { TestGateway } from './testing';

/** A document of an answer; a test says what it expects of its fields. */
export interface SdkDocument {
  readonly _id: unknown;
  readonly [field: string]: unknown;
}

interface SdkList {
  readonly data: SdkDocument[];
  readonly requestId: string;
}

interface SdkUpdated {
  readonly updated: number;
}

export interface SdkQuery {
  where(query: object): SdkQuery;
  orderBy(path: string, direction: 'asc' | 'desc'): SdkQuery;
  skip(count: number): SdkQuery;
  limit(count: number): SdkQuery;
  field(projection: object): SdkQuery;
  options(options: object): SdkQuery;
  get(): Promise<SdkList & { readonly limit?: number; readonly offset?: number }>;
  count(): Promise<{ readonly total: number }>;
  update(data: object): Promise<SdkUpdated>;
  updateAndReturn(data: object): Promise<SdkUpdated & { readonly doc: SdkDocument | null }>;
  remove(): Promise<{ readonly deleted: number }>;
  aggregate(): SdkAggregation;
}

type SdkStage =
  | 'match'
  | 'group'
  | 'sort'
  | 'project'
  | 'limit'
  | 'skip'
  | 'count'
  | 'addFields'
  | 'replaceRoot'
  | 'unwind'
  | 'sortByCount'
  | 'sample'
  | 'lookup'
  | 'bucket'
  | 'bucketAuto'
  | 'geoNear';

export type SdkAggregation = Record<SdkStage, (operand: unknown) => SdkAggregation> & {
  end(): Promise<SdkList>;
  /** The stages themselves, for a pipeline inside another one. */
  done(): object[];
};

export interface SdkDocumentReference {
  get(): Promise<SdkList>;
  field(projection: object): SdkDocumentReference;
  set(data: object): Promise<SdkUpdated & { readonly upsertedId: string | number | null }>;
  update(data: object): Promise<SdkUpdated>;
  remove(): Promise<{ readonly deleted: number }>;
}

export interface SdkCollection extends SdkQuery {
  doc(id: string | number): SdkDocumentReference;
  add(data: object): Promise<{ readonly id?: string | number; readonly ids?: (string | number)[] }>;
}

/** One document is answered alone, and null when there is none. */
interface SdkTransactionReference extends Omit<SdkDocumentReference, 'get'> {
  get(): Promise<{ readonly data: SdkDocument | null }>;
}

export interface SdkTransaction {
  collection(
    name: string,
  ): Omit<SdkCollection, 'doc'> & { doc(id: string | number): SdkTransactionReference };
  commit(): Promise<{ readonly requestId: string }>;
  rollback(reason?: unknown): Promise<{ readonly requestId: string }>;
}

type SdkOperator =
  | 'eq'
  | 'neq'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'in'
  | 'nin'
  | 'and'
  | 'or'
  | 'nor'
  | 'not'
  | 'exists'
  | 'mod'
  | 'all'
  | 'elemMatch'
  | 'size'
  | 'expr'
  | 'jsonSchema'
  | 'text'
  | 'set'
  | 'remove'
  | 'inc'
  | 'mul'
  | 'min'
  | 'max'
  | 'rename'
  | 'bit'
  | 'push'
  | 'pop'
  | 'shift'
  | 'unshift'
  | 'addToSet'
  | 'pull'
  | 'pullAll'
  | 'geoNear'
  | 'geoWithin'
  | 'geoIntersects';

type SdkExpression =
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'first'
  | 'last'
  | 'push'
  | 'addToSet'
  | 'stdDevPop'
  | 'stdDevSamp'
  | 'mergeObjects'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'mod'
  | 'abs'
  | 'ceil'
  | 'floor'
  | 'concat'
  | 'toUpper'
  | 'toLower'
  | 'eq'
  | 'neq'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'cmp'
  | 'and'
  | 'or'
  | 'not'
  | 'cond'
  | 'ifNull'
  | 'switch'
  | 'size'
  | 'in'
  | 'arrayElemAt'
  | 'slice'
  | 'filter'
  | 'map'
  | 'reduce'
  | 'concatArrays'
  | 'literal'
  | 'year'
  | 'month'
  | 'dayOfMonth'
  | 'hour'
  | 'week'
  | 'dateToString'
  | 'substr'
  | 'split'
  | 'strLenCP'
  | 'meta';

/** What commands answer is opaque, but comparisons can be chained. */
export interface SdkCondition {
  and(...operands: unknown[]): SdkCondition;
  or(...operands: unknown[]): SdkCondition;
}

/** What the tests use of the SDK: its own declarations say `any` nearly everywhere. */
export interface SdkDatabase {
  collection(name: string): SdkCollection;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<SdkTransaction>;
  runTransaction<T>(work: (transaction: SdkTransaction) => Promise<T>, times?: number): Promise<T>;
  serverDate(options?: { readonly offset: number }): object;
  RegExp(options: { readonly regexp: string; readonly options?: string }): object;
  readonly Geo: {
    readonly Point: new (longitude: number, latitude: number) => object;
    readonly LineString: new (points: readonly object[]) => object;
    readonly Polygon: new (lines: readonly object[]) => object;
    readonly MultiPoint: new (points: readonly object[]) => object;
    readonly MultiLineString: new (lines: readonly object[]) => object;
    readonly MultiPolygon: new (polygons: readonly object[]) => object;
  };
  readonly command: Record<SdkOperator, (...operands: unknown[]) => SdkCondition> & {
    readonly aggregate: Record<SdkExpression, (...operands: unknown[]) => object> & {
      pipeline(): SdkAggregation;
    };
    readonly project: Record<'slice' | 'elemMatch', (operand: unknown) => object>;
  };
}

/** The unmodified SDK, led to a test gateway by environment variables only. */
export function connectSdk(testGateway: TestGateway): SdkDatabase {
  Object.assign(process.env, testGateway.sdkEnvironment);
  return cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database() as unknown as SdkDatabase;
}

/** The same for calling functions. */
export async function callFunction(
  testGateway: TestGateway,
  options: { readonly name: string; readonly data: object },
): Promise<unknown> {
  Object.assign(process.env, testGateway.sdkEnvironment);
  const answer = await cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).callFunction(options);
  return answer.result;
}

/** A request without the SDK, for what the SDK would never send. */
export async function postRaw(url: string, body: unknown): Promise<Record<string, unknown>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', body: text });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

/** A name that no other test of the file uses. */
export function newCollectionName(): string {
  return `c-${randomUUID().slice(0, 8)}`;
}
