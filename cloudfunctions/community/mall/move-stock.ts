import { createHash } from 'node:crypto';
import { memberAction, type MemberCall } from '../call';
import { commitDocument } from '../commit-document';
import { operatorsId } from '../members';
import {
  forgetMove,
  forgetRecent,
  moveStock as move,
  shelved,
  stockIdOf,
  variantIdsOf,
  type Shelved,
} from '../shelf';
import { moveStockContract } from './contract';
import { kinds } from './kinds';
import { NO_ITEM, operatorItem } from './operator-item';
import { madeOf, STOCK_MOVES, type StockMoveFact, type StockMovePart } from './stock-moves';

interface Wish {
  readonly itemId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly reason: string;
}

/** What came in or went out other than by redeeming: planned and noted first, then made lane by lane, each part once. */
export const moveStock = memberAction(moveStockContract, async (call, wish) => {
  const { itemId, variantId } = wish;
  const found = await shelved(call, itemId);
  if (!found) return NO_ITEM;
  if (!variantIdsOf(found.item.terms).includes(variantId)) {
    return { refused: 'VARIANT_NOT_FOUND', message: 'There is no such variant.', data: undefined };
  }
  if (kinds[found.item.terms.kind].isNumbered) {
    return {
      refused: 'CODES_ARE_IMPORTED',
      message: 'There are as many as there are codes.',
      data: undefined,
    };
  }
  const planned = await plan(call, wish, found);
  if (planned && !isSame(planned, wish)) {
    return { refused: 'KEY_REUSED', message: 'This request id was used for another move.', data: undefined };
  }
  const made = planned && (await make(call, planned));
  forgetRecent(itemId);
  if (!made || madeOf(made) === 0) {
    const left = found.stocks
      .filter(({ variant }) => variant === variantId)
      .reduce((sum, stock) => sum + stock.left, 0);
    return { refused: 'STOCK_TOO_LOW', message: `Only ${left} are left.`, data: { left } };
  }
  return operatorItem(call, itemId);
});

/** The plan is made once; a repeated request finds it. Undefined: there is too little, and nothing is written. */
async function plan(call: MemberCall, wish: Wish, found: Shelved): Promise<StockMoveFact | undefined> {
  const id = operatorsId(call);
  const { document } = await commitDocument<StockMoveFact, undefined>(
    call,
    { collection: STOCK_MOVES, id },
    (stored) => {
      if (stored) return { outcome: undefined };
      const { itemId: item, variantId: variant, quantity, reason } = wish;
      const parts = partsOf(wish, found);
      if (parts.length === 0) return { outcome: undefined, isRefusal: true };
      const next = {
        _id: id,
        ver: 0,
        item,
        variant,
        quantity,
        reason,
        by: call.memberId,
        atMs: call.nowMs,
        parts,
      };
      return { outcome: undefined, next };
    },
  );
  return document;
}

const isSame = ({ item, variant, quantity, reason }: StockMoveFact, wish: Wish): boolean =>
  item === wish.itemId && variant === wish.variantId && quantity === wish.quantity && reason === wish.reason;

/** Evenly where it comes in; from where there is most where it goes out, or nowhere where there is not enough. */
function partsOf({ variantId, quantity }: Wish, { item, stocks }: Shelved): StockMovePart[] {
  const { lanes } = item.terms;
  const begun = (lane: number, part: number): StockMovePart => ({ lane, quantity: part, state: 'begun' });
  if (quantity > 0) {
    const share = Math.floor(quantity / lanes);
    const parts = Array.from({ length: lanes }, (_, lane) =>
      begun(lane, share + (lane < quantity % lanes ? 1 : 0)),
    );
    return parts.filter((part) => part.quantity > 0);
  }
  let wanted = -quantity;
  const parts: StockMovePart[] = [];
  const own = stocks.filter(({ variant }) => variant === variantId).sort((a, b) => b.left - a.left);
  for (const { lane, left } of own) {
    const taken = Math.min(Math.max(0, left), wanted);
    wanted -= taken;
    if (taken > 0) parts.push(begun(lane, -taken));
  }
  return wanted > 0 ? [] : parts;
}

async function make(call: MemberCall, planned: StockMoveFact): Promise<StockMoveFact> {
  let current = planned;
  for (const [index, part] of planned.parts.entries()) {
    if (part.state === 'begun') current = await makePart(call, current, index, part);
  }
  return current;
}

async function makePart(
  call: MemberCall,
  planned: StockMoveFact,
  index: number,
  part: StockMovePart,
): Promise<StockMoveFact> {
  const { _id, item, variant } = planned;
  const stockId = stockIdOf(item, variant, part.lane);
  const moveId = createHash('sha256').update(`${_id}:${index}`).digest('hex').slice(0, 20);
  const stored = () => call.documents.getNewest<StockMoveFact>(STOCK_MOVES, _id);
  const moved = await move(
    call,
    { stockId, moveId, leftDelta: part.quantity, soldDelta: 0 },
    async () => (await stored())?.parts[index]?.state !== 'begun',
  );
  const state: StockMovePart['state'] = 'refusal' in moved ? 'refused' : 'made';
  const { document } = await commitDocument<StockMoveFact, undefined>(
    call,
    { collection: STOCK_MOVES, id: _id },
    (standing) => {
      // A read that lags may not know the plan yet: what was made would be forgotten before it is noted.
      if (standing?.parts[index]?.state !== 'begun') return { outcome: undefined, isRefusal: true };
      const parts = standing.parts.map((each, place) => (place === index ? { ...each, state } : each));
      return { outcome: undefined, next: { ...standing, parts } };
    },
  );
  await forgetMove(call, stockId, moveId);
  return document ?? planned;
}
