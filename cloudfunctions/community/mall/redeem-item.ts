import { sealedAddressOf } from '../addresses';
import type { MemberCall, Outcome } from '../call';
import { withFollowUps } from '../follow-ups';
import { balanceOf, keySearch, newestAccountOf, post, settledNow, type Account, type Entry } from '../ledger';
import { membersOnly } from '../members-only';
import { orderViewOf, prizeOf, rollOf, seedOf, type Order } from '../orders';
import { releaseClaim, recentlyShelved, variantIdsOf, type Item, type Recent, type Stock } from '../shelf';
import { tierOf } from '../tiers';
import { dayOf } from '../time';
import { claimSomewhere } from './claim-somewhere';
import { redeemItemContract } from './contract';
import { fence, pays } from './fence';
import { finishOrder, recoverOrder } from './finish-order';
import { kinds } from './kinds';
import { notOnSale, refusedBy } from './refusals';
import { decideRedeem, obstacleOf, saleStateOf, type RedeemRefusal, type RedeemWish } from './rules';
import { isRecent, isReused, keyOfWish, orderIdOf, type RedeemInput } from './wish';

type Redeemed = Outcome<typeof redeemItemContract>;

/** What is the same from the first call of a wish to its last. */
interface Wish {
  readonly input: RedeemInput;
  readonly key: string;
  readonly orderId: string;
}

const SOLD_OUT: Redeemed = { refused: 'SOLD_OUT', message: 'There is not enough left.', data: undefined };
const OUTDATED: Redeemed = {
  refused: 'OUTDATED',
  message: 'It was seen too long ago, or given up meanwhile.',
  data: undefined,
};
const KEY_REUSED: Redeemed = {
  refused: 'KEY_REUSED',
  message: 'This request id was used with another input.',
  data: undefined,
};
const NO_ADDRESS: Redeemed = {
  refused: 'ADDRESS_NOT_FOUND',
  message: 'The member has no such address.',
  data: undefined,
};

/** Points for an item: claimed on the shelf, paid in the account, then sold and written as an order. */
export const redeemItem = membersOnly(
  redeemItemContract,
  async (platformCall, account, input) => {
    // No entry of this wish is older than what the member saw, so that its key is looked for only among what is newer.
    const call = { ...platformCall, nowMs: Math.max(platformCall.nowMs, input.seenAtMs) };
    const key = keyOfWish(call.requestId, input);
    const wish: Wish = { input, key, orderId: orderIdOf(call.memberId, key, input) };
    const isTimely = isRecent(input, platformCall.nowMs, call.rulebook.mall.seenForMinutes);
    const earlier = await keySearch(call, call.memberId, key, isTimely ? input.seenAtMs : undefined)(account);
    if (earlier) return again(call, account, earlier, wish);
    if (isReused(account, key, call.requestId)) return KEY_REUSED;
    if (!isTimely) return OUTDATED;
    return redeem(call, platformCall.nowMs, account, wish);
  },
  { newest: true },
);

/** This key has been used: by this very wish, or not. */
async function again(call: MemberCall, account: Account, entry: Entry, wish: Wish): Promise<Redeemed> {
  if (entry.fact['order'] !== wish.orderId) {
    return KEY_REUSED;
  }
  if (entry.kind === 'void') return OUTDATED;
  const recent = await recentlyShelved(call, wish.input.itemId, wish.orderId);
  if (!recent) throw new Error(`${wish.input.itemId} is gone`);
  const order = await recoverOrder(call, entry, recent.item);
  // The entry may be younger than the account that was read, where it has left it in between.
  return answered(call, entry.seq > account.seq ? await standing(call) : account, order);
}

async function redeem(call: MemberCall, nowMs: number, account: Account, wish: Wish): Promise<Redeemed> {
  const { input, orderId } = wish;
  const recent = await recentlyShelved(call, input.itemId, orderId);
  const refused = recent ? refusedFirst(call, nowMs, account, wish, recent) : refusedBy.noItem;
  if (!recent || refused) return refused ?? refusedBy.noItem;
  const { item } = recent;
  const sealedAddress = await addressOf(call, item, input);
  if (sealedAddress === undefined) return NO_ADDRESS;
  const claimed = await claimSomewhere(call, recent, {
    orderId,
    key: wish.key,
    memberId: call.memberId,
    variantId: input.variantId,
    quantity: input.quantity,
  });
  if (!claimed) return SOLD_OUT;
  return pay(call, account, wish, { item, claimed, sealedAddress });
}

/** All that can be told before anything is claimed; undefined: nothing stands in the way. */
function refusedFirst(
  call: MemberCall,
  nowMs: number,
  account: Account,
  { input }: Wish,
  { item }: Recent,
): Redeemed | undefined {
  const { terms, status } = item;
  const state = saleStateOf(item, nowMs);
  if (status === 'draft' || !variantIdsOf(terms).includes(input.variantId)) return refusedBy.noItem;
  if (state !== 'on_sale') return notOnSale(state, terms, nowMs);
  if (input.quantity > terms.maxPerOrder) return refusedBy.quantity(terms.maxPerOrder);
  if (kinds[terms.kind].needsAddress && input.addressId === undefined) return refusedBy.noAddress;
  const settled = settledNow(call, account).account;
  const obstacle = obstacleOf(settled, input, termsFor(call, item, settled), call.nowMs);
  return obstacle ? refusedBy.obstacle(obstacle, call.rulebook) : undefined;
}

const termsFor = ({ rulebook }: MemberCall, { terms }: Item, { growthValue }: Account) => ({
  terms,
  rulebook,
  level: tierOf(growthValue, rulebook).level,
});

/** Empty where nothing is sent; undefined where there is no such address, or none has any business there. */
async function addressOf(call: MemberCall, { terms }: Item, input: RedeemInput): Promise<string | undefined> {
  if (!kinds[terms.kind].needsAddress) return input.addressId === undefined ? '' : undefined;
  return sealedAddressOf(call, call.memberId, input.addressId ?? '');
}

interface Claimed {
  readonly item: Item;
  readonly claimed: Stock;
  readonly sealedAddress: string;
}

async function pay(call: MemberCall, account: Account, wish: Wish, claimed: Claimed): Promise<Redeemed> {
  const { input, key, orderId } = wish;
  const { item, claimed: stock, sealedAddress } = claimed;
  const { addressId = '', seenAtMs, ...wanted } = input;
  const redeeming: RedeemWish = {
    ...wanted,
    key,
    orderId,
    lane: stock.lane,
    addressId,
    drawDay: dayOf(call.nowMs),
    draws: drawsOf(call, item, orderId, input.quantity),
  };
  const posted = await post<RedeemRefusal>(call, {
    memberId: call.memberId,
    account,
    once: { key, input: { ...input, orderId }, notBeforeMs: seenAtMs },
    decide: (standing, nowMs) =>
      withFollowUps(
        decideRedeem(standing, redeeming, termsFor(call, item, standing), nowMs),
        standing,
        call.rulebook,
        nowMs,
      ),
  });
  if ('refusal' in posted) return givenUp(call, wish, claimed, posted.refusal);
  const order = posted.replayed
    ? await paidBefore(call, posted.entry, item, stock)
    : await finishOrder(call, posted.entry, item, { stock, sealedAddress });
  return answered(call, posted.account, order);
}

/** Another call of this wish was faster, perhaps out of another lane: then nothing is sold out of this one. */
async function paidBefore(call: MemberCall, entry: Entry, item: Item, claimed: Stock): Promise<Order> {
  const orderId = String(entry.fact['order']);
  if (pays(entry, orderId, claimed.lane)) return recoverOrder(call, entry, item, claimed);
  await releaseClaim(call, claimed, orderId);
  return recoverOrder(call, entry, item);
}

/** The account said no after the claim: another call of the same wish may still be under way, so the key is closed first. */
async function givenUp(
  call: MemberCall,
  { key, orderId }: Wish,
  { item, claimed }: Claimed,
  refusal: RedeemRefusal | string,
): Promise<Redeemed> {
  const entry = await fence(call, { member: call.memberId, key }, orderId);
  if (entry.kind === 'spend' && entry.fact['order'] === orderId) {
    const order = await paidBefore(call, entry, item, claimed);
    return answered(call, await standing(call), order);
  }
  await releaseClaim(call, claimed, orderId);
  if (typeof refusal === 'object') return refusedBy.obstacle(refusal, call.rulebook);
  if (refusal === 'KEY_REUSED') {
    return entry.fact['order'] === orderId ? OUTDATED : KEY_REUSED;
  }
  return refusedBy.ledger(refusal);
}

async function standing(call: MemberCall): Promise<Account> {
  const account = await newestAccountOf(call, call.memberId);
  if (!account) throw new Error('an account is gone');
  return account;
}

const drawsOf = (call: MemberCall, { _id, terms }: Item, orderId: string, quantity: number) => {
  if (terms.kind !== 'draw') return [];
  const seed = seedOf(call.vault, _id, dayOf(call.nowMs));
  return Array.from({ length: quantity }, (_, index) => {
    const roll = rollOf(seed, orderId, index);
    return { roll, prize: prizeOf(terms.prizes, roll) };
  });
};

const answered = (call: MemberCall, account: Account, order: Order): Redeemed => ({
  data: { balancePoints: balanceOf(call, account), order: orderViewOf(call, order) },
});
