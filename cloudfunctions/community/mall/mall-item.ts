import { defaultAddressIdOf } from '../addresses';
import type { MemberCall } from '../call';
import { settledNow } from '../ledger';
import { membersOnly } from '../members-only';
import { commitmentOf, seedOf } from '../orders';
import { shelved, type Shelved } from '../shelf';
import { dayOf } from '../time';
import { cardOf, leftOf, shopperOf, type Shopper } from './card';
import { mallItemContract } from './contract';
import { favouritesOf } from './favourites';
import { kinds } from './kinds';
import { cardsThatFit, limitsOf } from './rules';
import { sweepLapsed } from './sweep';

/** One item with all that there is to know before redeeming it. */
export const mallItem = membersOnly(mallItemContract, async (call, stored, { itemId }) => {
  const [found, favourites] = await Promise.all([shelved(call, itemId), favouritesOf(call)]);
  if (!found || found.item.status === 'draft') {
    return { refused: 'ITEM_NOT_FOUND', message: 'There is no such item.', data: undefined };
  }
  const lapsed = await sweepLapsed(call, found);
  const current = lapsed ? ((await shelved(call, itemId)) ?? found) : found;
  const { account } = settledNow(call, stored);
  const { needsAddress } = kinds[found.item.terms.kind];
  return {
    data: {
      nowMs: call.nowMs,
      balancePoints: account.availablePoints,
      item: itemViewOf(call, current, shopperOf(call, account, favourites)),
      addressId: needsAddress ? await defaultAddressIdOf(call, call.memberId) : null,
    },
  };
});

function itemViewOf(call: MemberCall, found: Shelved, shopper: Shopper) {
  const { item, stocks } = found;
  const { terms, _id: itemId } = item;
  const { rulebook } = call;
  const { needsAddress, refundable } = kinds[terms.kind];
  const limits = limitsOf(shopper.account, itemId, terms, call.nowMs);
  return {
    ...cardOf(call, found, shopper),
    description: [...terms.description],
    variants: terms.variants.map(({ variantId, name }) => ({
      variantId,
      name,
      left: leftOf(stocks, variantId),
    })),
    maxPerOrder: terms.maxPerOrder,
    limits,
    mostNow: Math.min(
      terms.maxPerOrder,
      leftOf(stocks),
      ...limits.map(({ cap, used }) => Math.max(0, cap - used)),
      terms.kind === 'make_up_card' ? cardsThatFit(shopper.account, rulebook) : Infinity,
    ),
    tierPrices: terms.tierPrices.map(({ fromLevel, pricePoints }) => ({
      name: rulebook.tiers[fromLevel - 1]?.name ?? '',
      pricePoints,
    })),
    needsAddress,
    refundable,
    shipWithinDays: rulebook.mall.shipWithinDays,
    membershipDays: terms.membershipDays,
    draw: terms.kind === 'draw' ? drawOf(call, found) : null,
  };
}

const drawOf = ({ vault, nowMs }: MemberCall, { item }: Shelved) => ({
  prizes: [...item.terms.prizes],
  commitment: commitmentOf(seedOf(vault, item._id, dayOf(nowMs))),
});
