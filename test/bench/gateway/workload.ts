/** The write that everything in the ledger comes down to: one condition and one change, on one document. */
export const DOCUMENTS = 1000;
export const COLLECTION = 'stock';

export interface Target {
  readonly name: string;
  /** Which document the nth write of a run is for. */
  idOf(n: number): string;
}

export const UNIFORM: Target = {
  name: 'uniform',
  // A stride that is prime to the number of documents: each is as often as any other, and neighbours are far apart.
  idOf: (n) => `d${(n * 617) % DOCUMENTS}`,
};

export const ONE_DOCUMENT: Target = { name: 'one document', idOf: () => 'd0' };

/** About as large as an account. */
export function newDocument(id: string): Record<string, unknown> {
  return {
    _id: id,
    left: 1_000_000_000,
    sold: 0,
    title: 'a thing that members can have for points',
    lots: Array.from({ length: 4 }, (_, at) => ({ id: `lot-${at}`, month: '2026-0' + at, remaining: 100 })),
    limits: { day: 3, week: 9 },
  };
}

export function allDocuments(): Record<string, unknown>[] {
  return Array.from({ length: DOCUMENTS }, (_, at) => newDocument(`d${at}`));
}

/** As the SDK sends them. */
export function queryText(id: string): string {
  return `{"_id":"${id}","left":{"$gte":{"$numberInt":"1"}}}`;
}

export const UPDATE_TEXT = '{"$inc":{"left":{"$numberInt":"-1"},"sold":{"$numberInt":"1"}}}';

export function modifyBody(id: string): string {
  return JSON.stringify({
    collectionName: COLLECTION,
    queryType: 'WHERE',
    query: queryText(id),
    data: UPDATE_TEXT,
    multi: true,
    merge: true,
    upsert: false,
    action: 'database.modifyDocument',
    envName: 'bench',
  });
}

/**
 * So many clients, each beginning its next write when its last one is answered.
 *
 * @param write answers whether the document was changed; a write that wasn't is an error of the bench
 * @returns writes a second
 */
export async function rateOf(
  clients: number,
  target: Target,
  seconds: number,
  write: (id: string, client: number) => Promise<boolean>,
): Promise<number> {
  let n = 0;
  let answered = 0;
  const begun = performance.now();
  const end = begun + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < end) {
        if (!(await write(target.idOf(n++), client))) throw new Error('a write changed nothing');
        answered += 1;
      }
    }),
  );
  return (answered * 1000) / (performance.now() - begun);
}
