import { commonCopy } from '../../../copy/common';
import { mallItemCopy } from '../../../copy/mall-item';
import { redeemCopy } from '../../../copy/redeem';
import type { Address } from '../../../services/addresses';
import type { MallItemAnswer, Redemption } from '../../../services/mall';
import { withCommas } from '../../../utils/format';
import { pictureSrcOf } from '../../../utils/goods';
import { actTextOf, obstacleOf, variantLeftOf } from '../mall-obstacle';
import { addressLineOf } from '../order-address';

/** What is about to be redeemed. */
export interface Wanted {
  readonly variantId: string;
  readonly quantity: number;
  /** Null where there is none, or the book of addresses is not there yet. */
  readonly address: Address | null;
  readonly isBookThere: boolean;
  /** What was sent and got no answer yet: until it gets one, it is what is asked for. */
  readonly unsettled: Redemption | null;
}

/** As many as there are, as one may have, and as the points pay for. */
export const mostOf = ({ item, balancePoints }: MallItemAnswer, variantId: string): number =>
  Math.min(
    item.mostNow,
    variantLeftOf(item, variantId),
    item.pricePoints > 0 ? Math.floor(balancePoints / item.pricePoints) : Infinity,
  );

/** What the page draws at a moment, and nothing else. */
export function viewOf(answer: MallItemAnswer, wanted: Wanted, nowMs: number) {
  const { item, balancePoints } = answer;
  const { unsettled, address } = wanted;
  const variantId = unsettled?.variantId ?? wanted.variantId;
  const most = mostOf(answer, variantId);
  const quantity = unsettled?.quantity ?? Math.max(1, Math.min(wanted.quantity, most));
  const pricePoints = unsettled?.pricePoints ?? item.pricePoints;
  const costPoints = pricePoints * quantity;
  const unit = mallItemCopy.units[item.kind];
  return {
    title: item.title,
    variantName: item.variants.find((each) => each.variantId === variantId)?.name ?? '',
    tint: item.tint,
    picture: pictureSrcOf(item.picture),
    pricePoints,
    stepper: {
      quantity,
      most,
      isShown: item.maxPerOrder > 1 && most > 0 && !unsettled,
      line: redeemCopy.mostNow(withCommas(most), unit),
    },
    count: unsettled && quantity > 1 ? `${withCommas(quantity)} ${unit}` : '',
    // What was sent goes where it was sent to, even if that address is gone from the book by now.
    hasAddressCard: item.needsAddress && (!unsettled || address !== null),
    isBookThere: wanted.isBookThere,
    address: address && {
      recipient: address.recipient,
      phone: address.phone,
      line: addressLineOf(address),
    },
    before: withCommas(balancePoints),
    cost: `−${withCommas(costPoints)}`,
    after: balancePoints >= costPoints && !unsettled ? withCommas(balancePoints - costPoints) : '',
    terms: `${redeemCopy.tierStays} · ${mallItemCopy.refundable[item.refundable]}`,
    isUnsettled: unsettled !== null,
    action: unsettled
      ? ({ text: redeemCopy.askAgain, act: 'redeem' } as const)
      : actionOf(answer, { ...wanted, variantId, costPoints }, nowMs),
  };
}

export type ConfirmView = ReturnType<typeof viewOf>;

interface Chosen extends Pick<Wanted, 'variantId' | 'address' | 'isBookThere'> {
  readonly costPoints: number;
}

interface Action {
  readonly text: string;
  /** Nothing: the button says what is in the way. */
  readonly act: 'redeem' | 'earn' | 'address' | '';
}

function actionOf(
  { item, balancePoints }: MallItemAnswer,
  { variantId, costPoints, address, isBookThere }: Chosen,
  nowMs: number,
): Action {
  const obstacle = obstacleOf(item, variantId, nowMs);
  if (obstacle) return { text: obstacle, act: '' };
  const missingPoints = costPoints - balancePoints;
  if (missingPoints > 0) return { text: mallItemCopy.missing(withCommas(missingPoints)), act: 'earn' };
  if (item.needsAddress && !isBookThere) return { text: commonCopy.loading, act: '' };
  if (item.needsAddress && !address) return { text: redeemCopy.needAddress, act: 'address' };
  return { text: actTextOf(item, costPoints), act: 'redeem' };
}
