import type { MemberCall } from '../call';
import { CODES, type Code } from './store';

/** `getMany` takes so many; one insert carries as many. */
const CODES_A_CALL = 100;
/** Other imports of the same stock take numbers, too: so often it is looked again which is the next. */
const MAX_ATTEMPTS = 20;

export interface CodeImport {
  readonly stockId: string;
  /** The same batch again: what it has brought already counts as brought. */
  readonly batch: string;
  /** Each once. */
  readonly codes: readonly string[];
}

export interface Imported {
  /** Those that this batch has brought, now or before. */
  readonly imported: number;
  readonly duplicates: ReadonlySet<string>;
  /** Codes of this stock that have a number, without gaps from 1. */
  readonly numbered: number;
}

type VaultCall = Pick<MemberCall, 'documents' | 'vault' | 'random' | 'sleep'>;

/**
 * Puts codes into the vault and numbers them. It may be stopped anywhere and begun again: a code is in the vault once, and a
 * number is given once; what is raised is what has been counted.
 */
export async function importCodes(call: VaultCall, { stockId, batch, codes }: CodeImport): Promise<Imported> {
  const duplicates = new Set<string>();
  let known = 0;
  for (let from = 0; from < codes.length; from += CODES_A_CALL) {
    const chunk = codes.slice(from, from + CODES_A_CALL);
    const there = await storedOf(call, chunk);
    const fresh = chunk.filter((code) => !there.has(code));
    const { last, met } = await store(call, { stockId, batch, codes: fresh });
    known = Math.max(known, last);
    for (const [code, stored] of [...there, ...met]) {
      if (stored.batch !== batch || stored.stock !== stockId) duplicates.add(code);
      else known = Math.max(known, stored.number);
    }
  }
  return {
    imported: codes.length - duplicates.size,
    duplicates,
    numbered: await contiguous(call, stockId, known),
  };
}

/** By code, what the vault has of these. */
async function storedOf(
  { documents, vault }: VaultCall,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Code>> {
  const byId = new Map(codes.map((code) => [vault.fingerprintOf(code), code]));
  const found = await documents.getMany<Code>(CODES, [...byId.keys()]);
  return new Map(found.map((stored) => [byId.get(stored._id) ?? '', stored]));
}

interface Stored {
  /** The last number that was given; 0: none was. */
  readonly last: number;
  /** What was found there meanwhile: another import brought it, or this one and its answer was lost. */
  readonly met: ReadonlyMap<string, Code>;
}

/** In one go where nobody is in the way, and in order: what comes after a failure is not written, so there is no gap. */
async function store(call: VaultCall, { stockId, batch, codes }: CodeImport): Promise<Stored> {
  const { documents, vault } = call;
  const met = new Map<string, Code>();
  let rest = codes;
  for (let attempt = 0; attempt < MAX_ATTEMPTS && rest.length > 0; attempt += 1) {
    if (attempt > 0) await call.sleep(call.random() * 20);
    const next = (await highest(call, stockId)) + 1;
    const written = await documents.insertMany(
      CODES,
      rest.map((code, index) => ({
        _id: vault.fingerprintOf(code),
        stock: stockId,
        number: next + index,
        sealed: vault.seal(code, 'sealed code'),
        batch,
      })),
    );
    if (written) return { last: next + rest.length - 1, met };
    for (const [code, stored] of await storedOf(call, rest)) met.set(code, stored);
    rest = rest.filter((code) => !met.has(code));
  }
  if (rest.length > 0) throw new Error(`${rest.length} codes of ${stockId} could not be numbered`);
  return { last: 0, met };
}

async function highest({ documents }: VaultCall, stockId: string): Promise<number> {
  const [last] = await documents.find<Code>(
    CODES,
    { stock: stockId },
    { orderBy: [['number', 'desc']], limit: 1, fields: ['number'] },
  );
  return last?.number ?? 0;
}

/**
 * Only as many as there are without a gap: nobody must be sold a number that has no code. Reads may lag, so it looks until
 * what this import knows of is there.
 */
async function contiguous(call: VaultCall, stockId: string, known: number): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await call.sleep(call.random() * 20);
    const top = await highest(call, stockId);
    const count = await call.documents.count(CODES, { stock: stockId, number: { lte: top } });
    if (top >= known && count === top) return top;
  }
  throw new Error(`the codes of ${stockId} have a gap`);
}
