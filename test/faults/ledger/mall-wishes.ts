import type { Account } from '../../../cloudfunctions/community/ledger';
import type { Rulebook } from '../../../cloudfunctions/community/rulebook';
import { variantIdsOf, type Terms } from '../../../cloudfunctions/community/shelf';
import type { RedeemInput } from '../../../cloudfunctions/community/mall/wish';
import type { Random } from '../random';

/** What one member asks the mall for once, however often it is sent. */
export interface MallWish {
  readonly memberId: string;
  readonly requestId: string;
  readonly input: RedeemInput;
}

export const tagOf = ({ memberId, requestId, input }: MallWish): string =>
  `${requestId} of ${memberId} ${JSON.stringify(input)}`;

/** The key under which the ledger decides: the instant in base 36, and the request. */
export const keyOfMall = ({ requestId, input }: MallWish): string =>
  `rd:${input.seenAtMs.toString(36)}:${requestId}`;

/** What one costs on a tier. */
export const priceOn = ({ pricePoints, tierPrices }: Terms, level: number): number => {
  const own = tierPrices.filter(({ fromLevel }) => fromLevel <= level);
  return own.reduce((a, b) => (b.fromLevel > a.fromLevel ? b : a), { fromLevel: 0, pricePoints }).pricePoints;
};

export const levelOn = (growthValue: number, { tiers }: Rulebook): number =>
  tiers.filter((tier) => tier.growthValue <= growthValue).length;

export const addressIdOf = (memberId: string): string => `adr${memberId}`.padEnd(12, '0');

/** Makes what members send once they have looked at an item; now and then what nobody should. */
export class MallWishes {
  #made = 0;
  readonly #random: Random;
  readonly #rulebook: Rulebook;
  readonly #shelf: ReadonlyMap<string, Terms>;

  constructor(random: Random, rulebook: Rulebook, shelf: ReadonlyMap<string, Terms>) {
    this.#random = random;
    this.#rulebook = rulebook;
    this.#shelf = shelf;
  }

  /** @param nowMs By the clock of the instance that showed the item. */
  any(memberId: string, nowMs: number, account: Account | undefined): MallWish {
    const random = this.#random;
    const seenAtMs = nowMs - random.pick([0, 0, 300, 20_000]);
    return {
      memberId,
      requestId: `q${(this.#made += 1)}`,
      input: this.#input(memberId, seenAtMs, account?.growthValue ?? 0),
    };
  }

  /** The same request with one thing that is another. */
  impostorOf(wish: MallWish): MallWish {
    const { input } = wish;
    const random = this.#random;
    const itemId = random.pick([...this.#shelf.keys()]);
    const terms = this.#shelf.get(input.itemId);
    const other = random.pick([
      { itemId },
      { itemId },
      { quantity: (input.quantity % 2) + 1 },
      { variantId: terms ? random.pick(variantIdsOf(terms)) : '' },
    ]);
    return { ...wish, input: { ...input, ...other } };
  }

  #input(memberId: string, seenAtMs: number, growthValue: number): RedeemInput {
    const random = this.#random;
    const [itemId, terms] = random.pick([...this.#shelf]);
    const price = priceOn(terms, levelOn(growthValue, this.#rulebook));
    const known = random.chance(0.03) ? 'nowhere00000' : addressIdOf(memberId);
    return {
      itemId,
      variantId: random.pick(variantIdsOf(terms)),
      quantity: random.between(1, terms.maxPerOrder + (random.chance(0.05) ? 1 : 0)),
      pricePoints: random.chance(0.03) ? price + 1 : price,
      seenAtMs,
      ...(terms.kind === 'physical' && random.chance(0.98) ? { addressId: known } : {}),
    };
  }
}
