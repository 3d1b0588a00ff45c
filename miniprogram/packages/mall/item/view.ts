import { mallItemCopy } from '../../../copy/mall-item';
import type { MallItem, MallItemAnswer } from '../../../services/mall';
import { leftOf } from '../../../utils/countdown';
import { withCommas } from '../../../utils/format';
import { pictureSrcOf, stateAt, turnsAtMs } from '../../../utils/goods';
import { rewardOf } from '../../../utils/reward';
import { actTextOf, obstacleOf, variantLeftOf } from '../mall-obstacle';
import { factsOf } from './facts';

/** So few that it is worth a word. */
const FEW = 5;

/** Which variant is meant: the chosen one while there is some of it, else the first that there is. */
export function variantOf({ variants }: MallItem, chosenId: string): string {
  const there = variants.filter(({ left }) => left > 0);
  const found = there.find(({ variantId }) => variantId === chosenId) ?? there[0] ?? variants[0];
  return found?.variantId ?? '';
}

/** What this phone knows besides the answer. */
export interface Around {
  /** The variant that was chosen; empty where none was. */
  readonly variantId: string;
  /** What was sent for it got no answer yet. */
  readonly isUnsettled: boolean;
}

/** What the page draws at a moment, and nothing else. */
export function viewOf({ item, balancePoints }: MallItemAnswer, around: Around, nowMs: number) {
  const variantId = variantOf(item, around.variantId);
  const isReduced = item.pricePoints < item.ordinaryPricePoints;
  return {
    title: item.title,
    line: item.line,
    tint: item.tint,
    picture: pictureSrcOf(item.picture),
    isGone: ['sold_out', 'ended'].includes(stateAt(item, nowMs)),
    isDrawn: !item.picture.startsWith('cloud://'),
    pricePoints: item.pricePoints,
    was: isReduced ? withCommas(item.ordinaryPricePoints) : '',
    left: leftLineOf(item, variantId, nowMs),
    clock: clockOf(item, nowMs),
    variants: item.variants.map(({ variantId: id, name, left }) => ({
      variantId: id,
      name,
      isGone: left === 0,
      isChosen: id === variantId,
    })),
    description: item.description,
    tierPrices: tierPricesOf(item),
    facts: factsOf(item, nowMs),
    draw: drawOf(item),
    donation: donationOf(item),
    balance: withCommas(balancePoints),
    action: around.isUnsettled ? ASK : actionOf(item, variantId, nowMs),
  };
}

export type ItemView = ReturnType<typeof viewOf>;

function leftLineOf(item: MallItem, variantId: string, nowMs: number) {
  const { kind } = item;
  const left = variantLeftOf(item, variantId);
  const isCounted = kind !== 'donation' && kind !== 'draw' && left > 0 && stateAt(item, nowMs) !== 'ended';
  if (!isCounted) return { text: '', isFew: false };
  const isFew = left <= FEW;
  const words = isFew ? mallItemCopy.few : mallItemCopy.left;
  return { text: words(withCommas(left), mallItemCopy.units[kind]), isFew };
}

/** How long until it opens or closes. */
function clockOf(item: MallItem, nowMs: number) {
  const atMs = turnsAtMs(item, nowMs);
  if (atMs === null) return null;
  const isUpcoming = stateAt(item, nowMs) === 'upcoming';
  return {
    lead: isUpcoming ? mallItemCopy.opensIn : mallItemCopy.closesIn,
    value: leftOf(atMs - nowMs),
  };
}

const tierPricesOf = ({ tierPrices, ordinaryPricePoints }: MallItem) =>
  tierPrices.length === 0
    ? []
    : [
        { name: mallItemCopy.ordinary, pricePoints: ordinaryPricePoints },
        ...tierPrices.map(({ name, pricePoints }) => ({ name: mallItemCopy.tierPrice(name), pricePoints })),
      ];

const drawOf = ({ draw }: MallItem) =>
  draw && {
    commitment: draw.commitment,
    prizes: draw.prizes.map(({ title, chancePerMyriad, ...reward }) => ({
      title,
      reward: rewardOf(reward) || mallItemCopy.nothing,
      chance: `${chancePerMyriad / 100}%`,
    })),
  };

/** How far what is given for has come. */
function donationOf({ kind, sold, left }: MallItem) {
  if (kind !== 'donation') return null;
  return {
    percent: left > 0 ? Math.floor((sold * 100) / (sold + left)) : 100,
    done: mallItemCopy.donated(withCommas(sold)),
    goal: left > 0 ? mallItemCopy.goal(withCommas(left)) : mallItemCopy.goalReached,
  };
}

interface Action {
  readonly text: string;
  /** Nothing: the button says what is in the way. */
  readonly act: 'redeem' | 'earn' | '';
}

/** Whatever stands in the way now may be what came of it. */
const ASK: Action = { text: mallItemCopy.unknown, act: 'redeem' };

function actionOf(item: MallItem, variantId: string, nowMs: number): Action {
  const obstacle = obstacleOf(item, variantId, nowMs);
  if (obstacle) return { text: obstacle, act: '' };
  const { missingPoints, pricePoints } = item;
  if (missingPoints > 0) return { text: mallItemCopy.missing(withCommas(missingPoints)), act: 'earn' };
  return { text: actTextOf(item, pricePoints), act: 'redeem' };
}
