import { mutant, shownIn, type Mutant } from './mutant';

const community = 'cloudfunctions/community';
const CLAIM = `${community}/shelf/claim.ts`;
const DECIDE = `${community}/shelf/decide-claim.ts`;
const SOMEWHERE = `${community}/mall/claim-somewhere.ts`;
const MOVE = `${community}/shelf/move-stock.ts`;
const RECENT = `${community}/shelf/recent.ts`;
const REDEEM = `${community}/mall/redeem-item.ts`;
const RULES = `${community}/mall/rules.ts`;
const SWEEP = `${community}/mall/sweep.ts`;
const FINISH = `${community}/mall/finish-order.ts`;
const NEW_ORDER = `${community}/mall/new-order.ts`;
const WISH = `${community}/mall/wish.ts`;
const MALL_MOVE = `${community}/mall/move-stock.ts`;
const MALL_IMPORT = `${community}/mall/import-codes.ts`;
const CODES = `${community}/codes/import-codes.ts`;
const BACK = `${community}/orders/give-back.ts`;
const COMMIT = `${community}/orders/commit-order.ts`;
const ORDER_RULES = `${community}/orders/rules.ts`;
const VIEW = `${community}/orders/view.ts`;
const SEALED_ADDRESS = `${community}/addresses/sealed-address.ts`;
const POST = `${community}/ledger/post.ts`;
const LIMITS = `${community}/ledger/limits.ts`;
const SEARCH = `${community}/ledger/key-search.ts`;
const REVERSE = `${community}/operating/reverse.ts`;

const FENCED = 'const entry = await fence(call, claim, orderId);';
const FENCE_OF_REFUSED = 'const entry = await fence(call, { member: call.memberId, key }, orderId);';
const WISH_OF = 'const wish = [memberId, key, itemId, variantId, quantity, pricePoints, addressId];';
const TOMBSTONE = 'set: { [`done.${orderId}`]: { after: stock.numbered, member, key } },';
/** What looking without a fence finds, or a void that nobody has written. */
const JUST_LOOKED = (member: string, key: string) =>
  `const seen = await newestAccountOf(call, ${member});\n` +
  `  const entry = ((seen && (await keySearch(call, ${member}, ${key})(seen))) ?? { kind: 'void', fact: { order: orderId } }) as Entry;`;

const ofClaims: readonly Mutant[] = [
  mutant('claim-without-enough', 'who comes last gets what is not there', [
    CLAIM,
    'left: { gte: quantity },\n',
    '',
  ]),
  mutant(
    'claim-not-counted',
    'a claim that was made again has taken twice and gives back once',
    [CLAIM, '[`${mine}.times`]: 1 },\n', '},\n'],
    [CLAIM, 'set: {\n', 'set: {\n        [`${mine}.times`]: 1,\n'],
  ),
  mutant('claims-what-is-done', 'an order that has what it claimed claims once more, and is sold twice', [
    CLAIM,
    '[`done.${orderId}`]: { exists: false },',
    '',
  ]),
  mutant('settle-keeps-too-much', 'what an impatient phone claimed twice is gone', [
    DECIDE,
    'left: (times - 1) * quantity,',
    'left: 0,',
  ]),
  mutant('release-once', 'what an impatient phone claimed twice comes back once', [
    DECIDE,
    'left: times * quantity,',
    'left: quantity,',
  ]),
  mutant('no-tombstone', 'who settles second finds nothing, and the order is never written', [
    DECIDE,
    TOMBSTONE,
    '',
  ]),
  mutant('decides-any-claim', 'what was seen is decided, whatever it has become since', [
    DECIDE,
    '{ ...asSeen(orderId, claim), ...where },',
    '{ [`live.${orderId}.times`]: { gte: 1 }, ...where },',
  ]),
  shownIn(
    'ghost',
    mutant('any-claim-so-often', 'a claim is known by how often it was made, whoever made it', [
      CLAIM,
      '  [`live.${orderId}.token`]: token,\n',
      '',
    ]),
  ),
  shownIn(
    'ownClaim',
    mutant('own-claim-not-seen', 'who claimed the last one is told that it is gone', [
      SOMEWHERE,
      'isRead && !isClaimed &&',
      'isRead &&',
    ]),
  ),
  shownIn(
    'ownClaimElsewhere',
    mutant('own-claim-not-sought', 'who claimed the last one in another lane is told that it is gone', [
      SOMEWHERE,
      'hasEnough(stock) || now?.isClaimed',
      'hasEnough(stock)',
    ]),
  ),
  mutant('number-for-two', 'two orders get the same code', [
    DECIDE,
    'isNumbered ? { numbered: stock.numbered } : {}',
    '{}',
  ]),
  mutant('believed-for-ever', 'what one instance has read is on sale until it ends', [
    RECENT,
    'const FRESH_MS = 2_000;',
    'const FRESH_MS = 2_000_000;',
  ]),
];

const ofPaying: readonly Mutant[] = [
  mutant('refused-without-fence', 'one phone is refused and gives back what the other one pays for', [
    REDEEM,
    FENCE_OF_REFUSED,
    JUST_LOOKED('call.memberId', 'key'),
  ]),
  mutant('account-lags', 'who has paid a moment ago is refused', [
    REDEEM,
    '{ newest: true }',
    '{ newest: false }',
  ]),
  mutant('older-than-its-look', 'an entry is dated before the moment that its key promises', [
    REDEEM,
    'nowMs: Math.max(platformCall.nowMs, input.seenAtMs)',
    'nowMs: platformCall.nowMs',
  ]),
  mutant('looks-among-the-old', 'a key is looked for only where it cannot be', [
    SEARCH,
    'account.headAtMs) < notBeforeMs) return undefined;',
    'account.headAtMs) > notBeforeMs) return undefined;',
  ]),
  mutant('empty-is-old', 'an account that carries nothing has never had anything', [
    SEARCH,
    '(account.pending[0]?.atMs ?? account.headAtMs)',
    '(account.pending[0]?.atMs ?? 0)',
  ]),
  mutant('order-of-any-item', 'one request redeems one thing and answers for another', [
    WISH,
    WISH_OF,
    WISH_OF.replace('itemId, ', ''),
  ]),
  mutant('order-of-any-quantity', 'one request asks for one and answers for two', [
    WISH,
    WISH_OF,
    WISH_OF.replace('quantity, ', ''),
  ]),
  mutant('order-of-any-variant', 'one request asks for red and answers for blue', [
    WISH,
    WISH_OF,
    WISH_OF.replace('variantId, ', ''),
  ]),
  shownIn(
    'anotherLane',
    mutant(
      'sold-out-of-two-lanes',
      'what another call has paid out of its lane is sold out of this one, too',
      [
        REDEEM,
        'if (pays(entry, orderId, claimed.lane)) return recoverOrder(',
        "if (entry.kind === 'spend') return recoverOrder(",
      ],
    ),
  ),
  shownIn(
    'paidMeanwhile',
    mutant('refused-and-charged', 'what was paid out of another lane is not paid', [
      REDEEM,
      "if (entry.kind === 'spend' && entry.fact['order'] === orderId) {",
      'if (pays(entry, orderId, claimed.lane)) {',
    ]),
  ),
  shownIn(
    'olderBalanceAtPayment',
    mutant(
      'balance-before-the-entry',
      'a payment is found by its key and told with an account that is older',
      [POST, 'if (earlier && earlier.seq > account.seq) continue;', ''],
    ),
  ),
  shownIn(
    'olderBalance',
    mutant('balance-before-the-order', 'a retry is told what it had before it paid', [
      REDEEM,
      'entry.seq > account.seq ? await standing(call) : account',
      'account',
    ]),
  ),
  mutant('any-price', 'a member pays what the phone says', [
    RULES,
    "if (pricePoints !== wish.pricePoints) return { code: 'PRICE_CHANGED', pricePoints };",
    '',
  ]),
  mutant('uses-not-counted', 'a limit of an item is shown and never counted', [
    RULES,
    "    limits,\n    ...(terms.kind === 'make_up_card'",
    "    ...(terms.kind === 'make_up_card'",
  ]),
  mutant('one-prize-for-all', 'whoever wins a second time wins under the first one’s key', [
    RULES,
    'key: `dp:${orderId}`',
    'key: `dp:${itemId}`',
  ]),
];

const ofFinishing: readonly Mutant[] = [
  mutant('sweep-without-fence', 'a call that was only paused pays for what was given back', [
    SWEEP,
    FENCED,
    JUST_LOOKED('claim.member', 'claim.key'),
  ]),
  mutant('sweep-releases-all', 'what was paid is given back, since nobody wrote its order', [
    SWEEP,
    'if (pays(entry, orderId, stock.lane)) await recoverOrder(call, entry, item, stock);\n  else await',
    'if (entry) await',
  ]),
  mutant('sweep-does-not-wait', 'who is just about to pay is too late', [
    SWEEP,
    'atMs <= clockMs - STALE_MS;',
    'atMs <= clockMs;',
  ]),
  mutant('done-is-forgotten', 'what nobody has written yet is forgotten', [
    SWEEP,
    'for (const [, left] of missing) await write(call, stock, item, left);',
    '',
  ]),
  mutant('ghost-stays', 'a claim for an order that is there already is kept for ever', [
    FINISH,
    'if (stock.live[orderId]) await releaseClaim(call, stock, orderId);',
    '',
  ]),
  mutant('ghost-is-sold', 'a claim for an order that is there already is sold once more', [
    FINISH,
    'if (!written) return',
    'if (!written || stock.live[orderId]) return',
  ]),
  shownIn(
    'ghost',
    mutant('ghost-is-settled', 'a claim made anew is taken for the one that was paid', [
      FINISH,
      'isNumbered, isWritten);',
      'isNumbered);',
    ]),
  ),
  shownIn(
    'anotherLaneSwept',
    mutant('swept-out-of-two-lanes', 'the timer sells what was paid out of another lane', [
      SWEEP,
      'if (pays(entry, orderId, stock.lane)) await',
      "if (entry.kind === 'spend') await",
    ]),
  ),
  shownIn(
    'movedHouse',
    mutant('address-out-of-the-book', 'who takes an address out of the book gets a parcel without one', [
      SEALED_ADDRESS,
      'sealedIn(call, memberId, addressId, ({ entries }) => entries);',
      'sealedIn(call, memberId, addressId, standing);',
    ]),
  ),
  shownIn(
    'lateCode',
    mutant('coupon-without-its-code', 'what a read does not show yet is not there', [
      FINISH,
      'if (codes.length < quantity) throw',
      'if (codes.length > quantity) throw',
    ]),
  ),
  mutant('seed-told-early', 'who knows the seed knows what the next draw brings', [
    VIEW,
    'seed: nowMs >= atMs ?',
    'seed: nowMs > 0 ?',
  ]),
  mutant('order-of-another-lane', 'a return goes to a lane that it did not come from', [
    NEW_ORDER,
    "stockIdOf(_id, variantId, Number(fact['lane'] ?? 0))",
    'stockIdOf(_id, variantId, 0)',
  ]),
];

const ofReturns: readonly Mutant[] = [
  mutant('refund-without-a-key', 'two clerks give the points back twice', [
    BACK,
    'const key = `rf:${order._id}`;',
    'const key = `rf:${order._id}:${Math.floor(call.random() * 1e9)}`;',
  ]),
  mutant('reversed-and-refunded', 'an order’s points are given back beside the order', [
    REVERSE,
    "if (entry.fact.type === 'redeemed') {",
    "if (entry.fact.type === 'never') {",
  ]),
  mutant('limits-stay-used', 'who gave it back cannot have it again', [
    BACK,
    'amount: -order.quantity,',
    'amount: 0,',
  ]),
  shownIn(
    'otherPeriod',
    mutant('limit-of-another-period', 'what comes back of yesterday makes room for today', [
      LIMITS,
      'next[name]?.endsAtMs !== endsAtMs',
      '!next[name]',
    ]),
  ),
  shownIn(
    'limitsThatCameLater',
    mutant('counted-by-todays-limits', 'what was never counted is given back', [
      NEW_ORDER,
      'limits: countedBy(entry),',
      "limits: terms.limits.perDay === null ? [] : countedBy({ fact: { ...entry.fact, limits: 'day' }, atMs }),",
    ]),
  ),
  shownIn(
    'usedCard',
    mutant('stock-before-points', 'what cannot be given back is on the shelf again', [
      BACK,
      'const returned = await returnPoints(call, order);',
      'if (order.giving?.restock) await restock(call, order);\n  const returned = await returnPoints(call, order);',
    ]),
  ),
  shownIn(
    'sentMeanwhile',
    mutant('cancelled-on-its-way', 'who has the parcel gets the points back, too', [
      ORDER_RULES,
      "kind === 'physical' && state === 'placed';",
      "kind === 'physical' && (state === 'placed' || state === 'shipped');",
    ]),
  ),
  shownIn(
    'usedCardOnHearsay',
    mutant('returned-on-hearsay', 'a read that lags says that nothing is left to do', [
      COMMIT,
      'return { outcome: undefined, isRefusal: true };\n      return',
      'return { outcome: undefined };\n      return',
    ]),
  ),
];

const ofStock: readonly Mutant[] = [
  mutant('move-without-version', 'a move that was paused is made a second time', [
    MOVE,
    'const where = { ver: stock.ver, ',
    'const where = { ',
  ]),
  mutant('move-not-asked-for', 'a move that is noted and forgotten is made again', [
    MOVE,
    'noted === MADE || (await withTries(call, isNoted))',
    'noted === MADE',
  ]),
  shownIn(
    'refusedMove',
    mutant('refusal-not-noted', 'a move that was refused is made by a call that was paused', [
      MOVE,
      'const isTooMuch = leftDelta < 0 && stock.left + leftDelta < 0;',
      "const isTooMuch = leftDelta < 0 && stock.left + leftDelta < 0;\n    if (isTooMuch) return { refusal: 'STOCK_TOO_LOW' };",
    ]),
  ),
  shownIn(
    'refusedMove',
    mutant('refusal-not-read', 'a refusal that is noted in the stock alone is none', [
      MOVE,
      "if (noted === REFUSED) return { refusal: 'STOCK_TOO_LOW' };",
      '',
    ]),
  ),
  mutant('move-noted-on-hearsay', 'a plan that cannot be seen yet is taken for carried out', [
    MALL_MOVE,
    "'begun') return { outcome: undefined, isRefusal: true };",
    "'begun') return { outcome: undefined };",
  ]),
  mutant('codes-counted-again', 'each import puts all codes on the shelf', [
    MALL_IMPORT,
    'const more = numbered - stock.codes;',
    'const more = numbered;',
  ]),
  mutant('codes-counted-on-hearsay', 'a count that lags leaves codes in the vault', [
    CODES,
    'if (top >= known && count === top) return top;',
    'return count === top ? top : 0;',
  ]),
  mutant('codes-with-a-gap', 'a number is sold that has no code', [
    CODES,
    'number: next + index,',
    'number: next + index * 2,',
  ]),
  mutant('codes-of-others-are-ours', 'an import counts what another one has brought', [
    CODES,
    'if (stored.batch !== batch || stored.stock !== stockId) duplicates.add(code);',
    'if (stored.stock !== stockId) duplicates.add(code);',
  ]),
];

/** Defects in what is sold and given back. */
export const mallMutants: readonly Mutant[] = [
  ...ofClaims,
  ...ofPaying,
  ...ofFinishing,
  ...ofReturns,
  ...ofStock,
];
