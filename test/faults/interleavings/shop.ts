import type { MemberAction } from '../../../cloudfunctions/community/call';
import {
  accountIdOf,
  ACCOUNTS,
  openAccount,
  post,
  type Account,
  type Effects,
} from '../../../cloudfunctions/community/ledger';
import { redeemItem, sweep } from '../../../cloudfunctions/community/mall';
import type { RedeemInput } from '../../../cloudfunctions/community/mall/wish';
import type { OnlyMembersAction } from '../../../cloudfunctions/community/members-only';
import type { OrderView } from '../../../cloudfunctions/community/orders/contract';
import {
  forgetRecent,
  newStock,
  SHELF,
  stockIdOf,
  type Stock,
  type Terms,
} from '../../../cloudfunctions/community/shelf';
import { listedItem, PLAIN_TERMS } from '../../../cloudfunctions/community/shelf/testing';
import type { Documents } from '../../../cloudfunctions/platform/documents';
import { memberCall } from '../../support/member-call';
import { must, Violation } from '../ledger/violation';

export const NOON_MS = Date.UTC(2027, 2, 3, 4);
export const POINTS = 500;
/** After so long nobody waits for a claim any more. */
const LATER_MS = 200_000;

interface Answer {
  readonly refused?: string;
  readonly data?: unknown;
}

export type Told =
  | { readonly refused: string }
  | { readonly data: { readonly balancePoints: number; readonly order: OrderView } };

/** One item and one member who has points for it. */
export class Shop {
  readonly itemId: string;
  readonly memberId: string;
  nowMs = NOON_MS;
  readonly #documents: Documents;
  readonly #terms: Terms;
  #others = 0;

  private constructor(documents: Documents, itemId: string, terms: Terms) {
    this.#documents = documents;
    this.itemId = itemId;
    this.memberId = `member-of-${itemId}`;
    this.#terms = terms;
  }

  /** @param left In each lane. */
  static async open(
    documents: Documents,
    itemId: string,
    left: readonly number[],
    more: Partial<Terms> = {},
  ): Promise<Shop> {
    const terms: Terms = { ...PLAIN_TERMS, kind: 'donation', lanes: left.length, ...more };
    const shop = new Shop(documents, itemId, terms);
    await documents.insert(SHELF, listedItem(itemId, terms));
    for (const [lane, count] of left.entries()) {
      const stock: Stock = { ...newStock(itemId, '', lane), left: count };
      await documents.insert(SHELF, stock);
    }
    await openAccount(shop.call(documents), shop.memberId);
    await shop.gift(POINTS);
    return shop;
  }

  call(documents: Documents, memberId = this.memberId, requestId = 'a-request') {
    return memberCall({ memberId, documents, requestId, nowMs: this.nowMs, sleep: () => Promise.resolve() });
  }

  async gift(points: number): Promise<void> {
    await this.happens({
      fact: { type: 'adjusted', reason: 'event' },
      move: { kind: 'adjust', points },
    });
  }

  /** Something else in the member's account. */
  async happens(what: Pick<Effects, 'fact' | 'move' | 'makeUpCardsDelta'>): Promise<void> {
    const effects: Effects = { key: `e:${(this.#others += 1)}`, rulebookVersion: 1, ...what };
    await post(this.call(this.#documents), { memberId: this.memberId, decide: () => ({ effects }) });
  }

  /** One of it, on an instance that knows nothing yet; the same request is the same wish. */
  redeem = async (
    documents: Documents,
    more: Partial<RedeemInput> = {},
    requestId = 'a-request',
  ): Promise<Told> => {
    forgetRecent(this.itemId);
    const { itemId, memberId } = this;
    const { pricePoints } = this.#terms;
    const wish = { itemId, variantId: '', quantity: 1, pricePoints, seenAtMs: NOON_MS, ...more };
    return (await redeemItem.run(this.call(documents, memberId, requestId), wish)) as Told;
  };

  /** Any other action. */
  ask(
    documents: Documents,
    action: MemberAction | OnlyMembersAction,
    input: Readonly<Record<string, unknown>>,
    memberId = 'operator',
    requestId = 'a-request',
  ): Promise<Answer> {
    return action.run(this.call(documents, memberId, requestId), input);
  }

  /** The timer, after everybody has given up. */
  async later(): Promise<void> {
    await sweep({ ...this.call(this.#documents), clockMs: () => this.nowMs + LATER_MS });
  }

  async stock(lane = 0): Promise<Stock> {
    const stock = await this.#documents.getNewest<Stock>(SHELF, stockIdOf(this.itemId, '', lane));
    if (!stock) throw new Error(`lane ${lane} is gone`);
    return stock;
  }

  async account(): Promise<Account> {
    const account = await this.#documents.getNewest<Account>(ACCOUNTS, accountIdOf(this.memberId));
    if (!account) throw new Error('the account is gone');
    return account;
  }

  /** When time has tidied up: so many are left and sold, and nothing is to be remembered. */
  async mustHave(left: number, sold: number, lane = 0): Promise<void> {
    const stock = await this.stock(lane);
    must(stock.left === left && stock.sold === sold, 'one wish takes one', () => JSON.stringify(stock));
    must(stock.open === 0, 'no claim is left, and nothing to remember', () => JSON.stringify(stock));
  }
}

export function dataIn(told: Told) {
  if ('refused' in told) throw new Violation(`nobody is refused here: ${told.refused}`);
  return told.data;
}

export const orderIn = (told: Told): OrderView => dataIn(told).order;
