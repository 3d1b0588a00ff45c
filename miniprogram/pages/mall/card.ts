import { mallCopy } from '../../copy/mall';
import type { MallCard } from '../../services/mall';
import { whenOf } from '../../utils/countdown';
import { withCommas } from '../../utils/format';
import { pictureSrcOf, stateAt } from '../../utils/goods';

/** So few that it is worth a word. */
const FEW = 5;

/** `heat`: be quick; `sun`: a gain for the own tier; `plain`: not now. */
interface Mark {
  readonly text: string;
  readonly tone: 'heat' | 'sun' | 'plain';
}

const NO_MARK: Mark = { text: '', tone: 'plain' };

export interface CardAround {
  readonly nowMs: number;
  readonly tierName: string;
  readonly isFavourite: boolean;
}

/** What a card of the shelf draws. */
export function cardOf(item: MallCard, { nowMs, tierName, isFavourite }: CardAround) {
  const { itemId, title, tint, pricePoints, ordinaryPricePoints } = item;
  const state = stateAt(item, nowMs);
  return {
    itemId,
    title,
    tint,
    picture: pictureSrcOf(item.picture),
    mark: markOf(item, nowMs, tierName),
    isGone: state === 'sold_out' || state === 'ended' || state === 'paused',
    pricePoints,
    was: pricePoints < ordinaryPricePoints ? withCommas(ordinaryPricePoints) : '',
    note: noteOf(item, nowMs),
    isFew: isFew(item, nowMs),
    isFavourite,
  };
}

function markOf(item: MallCard, nowMs: number, tierName: string): Mark {
  const { marks } = mallCopy;
  const state = stateAt(item, nowMs);
  if (state === 'upcoming')
    return { text: marks.upcoming(whenOf(item.onSaleFromMs ?? nowMs, nowMs)), tone: 'heat' };
  if (state !== 'on_sale') return { text: marks[state], tone: 'plain' };
  const { tierGate } = item;
  if (tierGate?.isReached === false) return { text: marks.gate(tierGate.name), tone: 'plain' };
  if (tierGate) return { text: marks.exclusive(tierGate.name), tone: 'sun' };
  if (item.pricePoints < item.ordinaryPricePoints) return { text: marks.tierPrice(tierName), tone: 'sun' };
  return NO_MARK;
}

/** Scarce for who could have it. */
const isFew = (item: MallCard, nowMs: number): boolean =>
  stateAt(item, nowMs) === 'on_sale' && item.missingPoints === 0 && item.left <= FEW;

/** What is in the way comes first, then what makes haste, then how many liked it. */
function noteOf(item: MallCard, nowMs: number): string {
  const { kind, missingPoints, left, sold } = item;
  const state = stateAt(item, nowMs);
  if (missingPoints > 0 && state === 'on_sale') return mallCopy.missing(withCommas(missingPoints));
  if (isFew(item, nowMs)) return mallCopy.few(withCommas(left), kind);
  return sold > 0 ? mallCopy.sold(withCommas(sold)) : '';
}
