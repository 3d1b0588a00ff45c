import { isDeepStrictEqual } from 'node:util';
import { CODES } from '../../../cloudfunctions/community/codes';
import type { Code } from '../../../cloudfunctions/community/codes/store';
import {
  ACCOUNTS,
  ENTRIES,
  keyOf,
  memberIdOfAccount,
  type Account,
  type Entry,
} from '../../../cloudfunctions/community/ledger';
import {
  entryOf,
  entryOfDocument,
  type EntryDocument,
} from '../../../cloudfunctions/community/ledger/stored-entry';
import { STOCK_MOVES, type StockMoveFact } from '../../../cloudfunctions/community/mall/stock-moves';
import { ORDERS, type Order } from '../../../cloudfunctions/community/orders';
import { SHELF } from '../../../cloudfunctions/community/shelf';
import type { Stock } from '../../../cloudfunctions/community/shelf/store';
import type { LedgerWorld } from './clients';
import type { History } from './invariants';
import { FIRST_IMPORT, stocksOf } from './mall-shelf';
import type { MallWorld } from './mall-world';
import { addressIdOf } from './mall-wishes';
import { addressOf, RESTOCKED } from './mall-story';
import { simVault } from './sim-vault';
import { must } from './violation';
import type { MallWatch } from './watch-mall';

const OPEN_STATES = ['placed', 'shipped', 'received', 'issued'];

/** What must be true once time has tidied up, whoever asked and was never answered. */
export function checkQuiet(ledger: LedgerWorld): void {
  const { store } = ledger.world;
  const orders = new Map((store.all(ORDERS) as Order[]).map((order) => [order._id, order]));
  const entries = entriesOf(ledger);
  const redeemed = entries.filter(({ fact }) => fact.type === 'redeemed');
  for (const entry of entries) checkAge(entry);
  for (const entry of redeemed) checkOrder(ledger, entry, orders.get(String(entry.fact['order'])));
  must(
    new Set(redeemed.map(({ fact }) => fact['order'])).size === orders.size &&
      redeemed.length === orders.size,
    'orders are debits',
    () => `${[...orders.keys()].join()} for ${redeemed.map(({ fact }) => fact['order']).join()}`,
  );
  const given = entries.filter(({ fact }) => fact.type === 'refunded').map(({ fact }) => fact['order']);
  const back = [...orders.values()].filter(({ state }) => !OPEN_STATES.includes(state)).map(({ _id }) => _id);
  must(
    isDeepStrictEqual(given.sort(), back.sort()),
    'what is given back is given back in the ledger, once',
    () => `${given.join()}, not ${back.join()}`,
  );
  for (const stockId of stocksOf(ledger.shelf)) {
    const stock = store.get(SHELF, stockId, 0) as unknown as Stock;
    checkStock(stock, [...orders.values()]);
  }
  checkCodes(ledger, [...orders.values()]);
}

/** The key of a wish carries when the member saw the item: nothing under it is older. */
function checkAge(entry: Entry): void {
  const [room, seenAt = ''] = keyOf(entry).split(':');
  const isYoung = room !== 'rd' || entry.atMs >= parseInt(seenAt, 36);
  must(isYoung, 'no entry of a wish is older than its look', () => `${keyOf(entry)} at ${entry.atMs}`);
}

function checkOrder(ledger: LedgerWorld, entry: Entry, order: Order | undefined): void {
  const { fact, member, seq, atMs } = entry;
  const itemId = String(fact['item']);
  const terms = ledger.shelf.get(itemId);
  const about = () => `${member} ${keyOf(entry)} ${JSON.stringify(fact)}: ${JSON.stringify(order)}`;
  must(order !== undefined && terms !== undefined, 'what is paid has its order', about);
  if (!order || !terms) return;
  const quantity = Number(fact['quantity']);
  const { _id, member: whose, seq: paid, stock, item, kind, pointsSpent, placedAtMs, draw } = order;
  const told = [_id, whose, paid, stock, item, kind, order.quantity, pointsSpent, placedAtMs];
  const wanted = [
    fact['order'],
    member,
    seq,
    `${itemId}:${fact['variant'] ?? ''}:${fact['lane'] ?? 0}`,
    itemId,
    terms.kind,
    quantity,
    -entry.pointsDelta,
    atMs,
  ];
  must(isDeepStrictEqual(told, wanted), 'an order is what was paid for', about);
  must(order.giving === null && order.givingSinceMs === 0, 'a return is made whole', about);
  must(order.sealedCodes.length === (kind === 'coupon' ? quantity : 0), 'each coupon has its code', about);
  must(
    order.makeUpCards === (kind === 'make_up_card' ? quantity : 0),
    'cards come as they were ordered',
    about,
  );
  must((draw?.rolls.join() ?? undefined) === fact['rolls'], 'rolls are those of the entry', about);
  const states = order.facts.map(({ state }) => state);
  const isOpen = order.state === 'placed' || order.state === 'shipped';
  must(order.open === Number(isOpen), 'who waits for a parcel is known', about);
  must(
    states.at(-1) === order.state && new Set(states).size === states.length,
    'facts tell the state',
    about,
  );
  must(
    !(states.includes('shipped') && states.includes('cancelled')),
    'what is on its way is not cancelled',
    about,
  );
  const place = kind === 'physical' ? JSON.stringify(addressOf(member)) : undefined;
  must(
    simVault.open(order.sealedAddress, 'sealed address') === place,
    'a parcel goes where it was to go',
    about,
  );
  must(
    (fact['address'] ?? '') === (place ? addressIdOf(member) : ''),
    'a parcel goes where it was to go',
    about,
  );
}

function checkStock({ _id, live, done, open, sold }: Stock, orders: readonly Order[]): void {
  const about = () => `${_id}: ${JSON.stringify({ live, done, open, sold })}`;
  const isIdle = Object.keys(live).length + Object.keys(done).length + open === 0;
  must(isIdle, 'no claim is left, and nothing to remember', about);
  const own = orders.filter(({ stock }) => stock === _id);
  // Who gave back what was not to be sold again keeps nothing, but the shelf has not got it either.
  const kept = own.filter(({ state, facts }) => OPEN_STATES.includes(state) || !isRestocked(facts));
  const quantity = kept.reduce((sum, order) => sum + order.quantity, 0);
  must(sold === quantity, 'what is sold has its orders', () => `${about()}, orders for ${quantity}`);
}

/** A cancel always brings it back to the shelf; an operator says so in the request. */
const isRestocked = (facts: Order['facts']): boolean => {
  const last = facts.at(-1);
  return last?.state === 'cancelled' || last?.requestId.endsWith(RESTOCKED) === true;
};

/** The n-th sold has the n-th code, and no other order has it. */
function checkCodes({ world: { store } }: LedgerWorld, orders: readonly Order[]): void {
  const codes = store.all(CODES) as unknown as Code[];
  const numbers = codes.map(({ number }) => number).sort((a, b) => a - b);
  must(
    numbers.every((number, at) => number === at + 1),
    'codes are numbered without gaps',
    () => numbers.join(),
  );
  const byText = new Map(codes.map(({ sealed, number }) => [sealed, number]));
  const given = orders.map(({ sealedCodes }) => sealedCodes.map((sealed) => byText.get(sealed) ?? NaN));
  for (const own of given) {
    must(
      own.every((number, at) => number === (own[0] ?? 0) + at),
      'the codes of an order follow each other',
      () => own.join(),
    );
  }
  const all = given.flat().sort((a, b) => a - b);
  const stock = store.get(SHELF, 'ticket::0', 0);
  const { numbered, sold } = (stock as unknown as Stock | undefined) ?? { numbered: 0, sold: 0 };
  must(
    isDeepStrictEqual(all, numbers.slice(0, numbered)) && numbered === sold,
    'each code sold is in one order',
    () => `${all.join()} of ${numbered}`,
  );
}

/** Every import was answered: then all that is numbered is on the shelf. */
export function checkImports({ ledger, operated }: MallWorld): void {
  const { store } = ledger.world;
  const codes = store.all(CODES) as unknown as Code[];
  const answered = new Set([FIRST_IMPORT, ...operated.map(({ requestId }) => requestId)]);
  if (!codes.every(({ batch }) => answered.has(batch.split(':')[1] ?? ''))) return;
  const stock = store.get(SHELF, 'ticket::0', 0) as unknown as Stock | undefined;
  must(
    (stock?.codes ?? 0) === codes.length,
    'what was imported is on the shelf',
    () => `${stock?.codes} of ${codes.length}`,
  );
}

/** At the very end, when everybody has asked again: what came in is what operators brought, and nothing is half done. */
export function checkMoves(ledger: LedgerWorld, watch: MallWatch): void {
  const { store } = ledger.world;
  const facts = store.all(STOCK_MOVES) as StockMoveFact[];
  const codes = store.all(CODES).length;
  for (const stockId of stocksOf(ledger.shelf)) {
    const { item, variant, lane, ...stock } = store.get(SHELF, stockId, 0) as unknown as Stock;
    const first = watch.stocks.get(stockId)?.[0]?.was.left ?? 0;
    const parts = facts
      .filter((fact) => fact.item === item && fact.variant === variant)
      .flatMap((fact) => fact.parts.filter((part) => part.lane === lane));
    must(
      parts.every(({ state }) => state !== 'begun'),
      'a move is made or refused',
      () => JSON.stringify(parts),
    );
    const made = parts
      .filter(({ state }) => state === 'made')
      .reduce((sum, { quantity }) => sum + quantity, 0);
    const isCoupon = ledger.shelf.get(item)?.kind === 'coupon';
    const wanted = isCoupon ? codes : first + made;
    must(
      watch.cameIn.get(stockId) === wanted && (!isCoupon || stock.codes === codes),
      'what came in is what was brought',
      () => `${stockId}: ${watch.cameIn.get(stockId)}, not ${wanted}`,
    );
  }
}

/** Limits are what was had less what was given back; nothing else of the mall stands in them. */
export function checkMallLimits({ account, entries, daily }: History): void {
  const told = Object.entries(account.limits).filter(([name]) => name.startsWith('mi:'));
  const used = Object.fromEntries(told.map(([name, line]) => [name, line.used]));
  const reckoned = daily.mall.limitsAt(account.headAtMs, entries.length + 1);
  must(
    isDeepStrictEqual(used, reckoned),
    'a limit is what was had less what was given back',
    () => `${account._id}: ${JSON.stringify(used)}, not ${JSON.stringify(reckoned)}`,
  );
}

/** All entries of everybody, each once. */
function entriesOf({ world: { store } }: LedgerWorld): Entry[] {
  const carried = (store.all(ACCOUNTS) as Account[]).flatMap(({ _id, pending }) =>
    pending.map((each) => entryOf(memberIdOfAccount(_id), each)),
  );
  const left = store.all(ENTRIES).map((document) => entryOfDocument(document as EntryDocument));
  return [...new Map([...left, ...carried].map((entry) => [entry._id, entry])).values()];
}
