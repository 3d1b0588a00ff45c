/** The database as rooms see it: few verbs, each one call, counted. The SDK stands behind it and nowhere else. */
export interface Documents {
  /** How many calls this function call has made to the database so far. */
  readonly callCount: number;

  /** May tell what was true a moment ago, like `find` and `count`: a replica may answer. */
  get<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined>;

  /**
   * Those of these ids that are there, in no particular order; at most 100 ids.
   * @param fields Only these paths, and the id; without it, the whole documents.
   */
  getMany<T extends StoredDocument>(
    collection: string,
    ids: readonly string[],
    fields?: readonly string[],
  ): Promise<T[]>;

  /**
   * Linearizable: sees every write that was acknowledged before it began. Dearer than `get` under load, so only where a
   * read that lags would do harm.
   */
  getNewest<T extends StoredDocument>(collection: string, id: string): Promise<T | undefined>;

  /** @returns false when a document of this id exists already; then nothing is written. */
  insert(collection: string, document: StoredDocument): Promise<boolean>;

  /**
   * Inserts each document of the batch on its own account, not all or nothing.
   * @returns false when at least one of the ids exists already; then it is not known which of the others were written.
   */
  insertMany(collection: string, documents: readonly StoredDocument[]): Promise<boolean>;

  /**
   * The one conditional write: replaces every field of `next` if, and only if, the stored `ver` still is `ver`.
   * @returns false when it is not; then nothing is written.
   */
  replaceIf(collection: string, ver: number, next: VersionedDocument): Promise<boolean>;

  /**
   * Changes some paths of one document if it fits: for documents that many write to at once, where a version would
   * always be outdated.
   * @param where What must hold; of a list, one of them.
   * @returns the document as it is now; undefined where it does not fit, and then nothing is written.
   */
  changeIf<T extends StoredDocument>(
    collection: string,
    id: string,
    where: Where | readonly Where[],
    change: Change,
  ): Promise<T | undefined>;

  /**
   * Takes the items that match out of one of the document's lists, whatever else has happened to the document, and
   * raises `ver` by one: a `replaceIf` that rests on the longer list fails. A document that is not there stays so.
   */
  dropItems(collection: string, id: string, list: string, where: Where): Promise<void>;

  find<T extends StoredDocument>(collection: string, where: Where, options: FindOptions): Promise<T[]>;

  count(collection: string, where: Where): Promise<number>;
}

export interface StoredDocument {
  readonly _id: string;
}

export interface VersionedDocument extends StoredDocument {
  readonly ver: number;
}

type Comparable = string | number;

/** What becomes of paths. No path may stand twice, nor one inside another. */
export interface Change {
  /** Added to what is there; what is not there counts as 0. */
  readonly increase?: Readonly<Record<string, number>>;
  /** Written whole. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
}

/** Conditions by path, all of which must hold. Values are scalars: no operator of a caller's can slip in. */
export type Where = Readonly<Record<string, Comparable | Range>>;

export interface Range {
  readonly gt?: Comparable;
  readonly gte?: Comparable;
  readonly lt?: Comparable;
  readonly lte?: Comparable;
  /** Whether there is anything at the path. */
  readonly exists?: boolean;
}

export interface FindOptions {
  readonly orderBy: readonly (readonly [path: string, direction: 'asc' | 'desc'])[];
  readonly limit: number;
  /** Only these paths, and the id; without it, the whole documents. */
  readonly fields?: readonly string[];
}

/** A collection and its indexes, declared by the room that owns it and applied at deployment. */
export interface CollectionDeclaration {
  readonly name: string;
  readonly indexes: readonly {
    readonly name: string;
    readonly fields: readonly { readonly path: string; readonly direction: 1 | -1 }[];
    readonly unique?: boolean;
    readonly sparse?: boolean;
  }[];
}
