import { entryIdOf, keyOf, ownSumOf, type Entry, type Leg } from './entry';
import { expiryOf, type LotPart } from './lots';

/** An entry as it is stored: what is zero or empty is left out, and so is what its place says anyway. */
interface StoredEntry extends Pick<
  Entry,
  'seq' | 'kind' | 'balanceAfter' | 'fact' | 'rulebookVersion' | 'atMs' | 'hash'
> {
  /** The legs by account. */
  readonly legs: Readonly<Record<string, number>>;
  readonly parts?: readonly StoredPart[];
  readonly growthValueDelta?: number;
  readonly weekScoreDelta?: number;
  readonly inputHash?: string;
}

/** Without the time at which it runs out, where its id says so. */
type StoredPart = Omit<LotPart, 'expiresAtMs'> & { readonly expiresAtMs?: number };

/** In its account, which knows the member. */
export interface CarriedEntry extends StoredEntry {
  readonly key: string;
}

/** In the collection, where it is looked for by its id, its member, its kind and its sign. */
export interface EntryDocument extends StoredEntry {
  readonly _id: string;
  readonly member: string;
  readonly pointsDelta?: number;
}

export function carriedOf(entry: Entry): CarriedEntry {
  const { _id, member: _member, pointsDelta: _sum, legs, parts, ...rest } = entry;
  const { growthValueDelta, weekScoreDelta, inputHash, ...always } = rest;
  return {
    key: keyOf(entry),
    ...always,
    legs: Object.fromEntries(legs.map(({ account, pointsDelta }) => [account, pointsDelta])),
    ...(parts.length > 0 ? { parts: parts.map(storedPartOf) } : {}),
    ...(growthValueDelta === 0 ? {} : { growthValueDelta }),
    ...(weekScoreDelta === 0 ? {} : { weekScoreDelta }),
    ...(inputHash === '' ? {} : { inputHash }),
  };
}

export function documentOf(memberId: string, carried: CarriedEntry): EntryDocument {
  const { key: _key, ...stored } = carried;
  const { _id, pointsDelta } = entryOf(memberId, carried);
  return {
    _id,
    member: memberId,
    ...stored,
    ...(pointsDelta === 0 ? {} : { pointsDelta }),
  };
}

/** The first entries that there were are stored whole, with an id, and with a list of legs. */
export const carriedIdOf = (memberId: string, carried: CarriedEntry & { readonly _id?: string }): string =>
  carried._id ?? entryIdOf(memberId, carried.key);

/** The whole entry again, field by field what was hashed. */
export function entryOf(memberId: string, carried: CarriedEntry): Entry {
  const { key: _key, ...stored } = carried;
  return entryOfDocument({ ...stored, _id: carriedIdOf(memberId, carried), member: memberId });
}

export function entryOfDocument({ legs: byAccount, parts = [], ...stored }: EntryDocument): Entry {
  const legs: readonly Leg[] = Array.isArray(byAccount)
    ? (byAccount as Leg[])
    : Object.entries(byAccount).map(([account, pointsDelta]) => ({ account, pointsDelta }));
  const absent = { growthValueDelta: 0, weekScoreDelta: 0, inputHash: '' };
  return { ...absent, ...stored, legs, parts: parts.map(partOf), pointsDelta: ownSumOf(legs) };
}

const storedPartOf = ({ id, points, expiresAtMs }: LotPart): StoredPart =>
  expiresAtMs === expiryOf(id) ? { id, points } : { id, points, expiresAtMs };

const partOf = ({ id, points, expiresAtMs = expiryOf(id) ?? 0 }: StoredPart): LotPart => ({
  id,
  points,
  expiresAtMs,
});
