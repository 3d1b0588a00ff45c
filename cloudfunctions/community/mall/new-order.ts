import type { Entry } from '../ledger';
import { openIn, type Order } from '../orders';
import type { Rulebook } from '../rulebook';
import { stockIdOf, type Item } from '../shelf';
import { kinds } from './kinds';
import { countedBy } from './rules';

const MS_PER_DAY = 86_400_000;

/** What stands elsewhere: sealed as it is stored. */
interface Sealed {
  readonly sealedAddress: string;
  readonly sealedCodes: readonly string[];
}

/** The order that follows from the entry that paid it: whoever writes it, it costs, counts and wins the same. */
export function newOrder(
  entry: Entry,
  { _id, terms }: Item,
  { sealedAddress, sealedCodes }: Sealed,
  { mall }: Rulebook,
): Order {
  const { fact, atMs, member, seq } = entry;
  const { kind, title, picture, tint, variants, prizes } = terms;
  const { firstState } = kinds[kind];
  const quantity = Number(fact['quantity']);
  const variantId = String(fact['variant'] ?? '');
  const placed = { state: firstState, atMs, by: member, reason: '', requestId: '' };
  return {
    _id: String(fact['order']),
    ver: 0,
    member,
    seq,
    stock: stockIdOf(_id, variantId, Number(fact['lane'] ?? 0)),
    item: _id,
    kind,
    title,
    variantName: variants.find((variant) => variant.variantId === variantId)?.name ?? '',
    picture,
    tint,
    quantity,
    pointsSpent: -entry.pointsDelta,
    placedAtMs: atMs,
    state: firstState,
    open: openIn(firstState),
    facts: [placed],
    limits: countedBy(entry),
    sealedAddress,
    shipping: null,
    sealedCodes,
    makeUpCards: kind === 'make_up_card' ? quantity : 0,
    membershipDays: kind === 'membership_days' ? quantity * terms.membershipDays : 0,
    draw: kind === 'draw' ? { day: Number(fact['day']), rolls: rollsOf(entry), prizes } : null,
    dueAtMs: 0,
    shipUntilMs: firstState === 'placed' ? atMs + mall.shipWithinDays * MS_PER_DAY : 0,
    giving: null,
    givingSinceMs: 0,
  };
}

const rollsOf = ({ fact }: Entry): number[] =>
  String(fact['rolls'] ?? '')
    .split(',')
    .map(Number);
