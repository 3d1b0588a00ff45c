import type { Input } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { newRequestId } from '../utils/request-id';
import { callMember, type MemberAnswer, type MemberData } from './cloud';
import { keepCommitment } from './commitments';
import { sendWish, unsettledWishes } from './wish';

/** What stands on the shelf, as this member sees it. */
export type Mall = MemberData<'mall'>;
export type MallCard = Mall['items'][number];

/** One item with all that there is to know before redeeming it. */
export type MallItemAnswer = MemberData<'mallItem'>;
export type MallItem = MallItemAnswer['item'];

/** What is wished: how many of what, at the price that was seen, and when it was seen. */
export type Redemption = Input<MemberContracts['redeemItem']>;
export type Redeemed = MemberData<'redeemItem'>;

export const mall = () => callMember('mall', {});

/** What it tells of a draw is kept, to be compared with what is told afterwards. */
export async function mallItem(itemId: string): Promise<MemberAnswer<'mallItem'>> {
  const answer = await callMember('mallItem', { itemId });
  if (answer.ok) keepCommitment(answer.data);
  return answer;
}

/** While it is not settled, the same item's redemption stays the one that was sent first, whatever is chosen by then. */
export const redeemItem = (redemption: Redemption) => sendWish('redeemItem', redemption, redemption.itemId);

/** What was sent and got no answer yet, oldest first. */
export const unsettledRedemptions = (): Redemption[] => unsettledWishes('redeemItem');

export const unsettledRedemption = (itemId: string): Redemption | null =>
  unsettledRedemptions().find((redemption) => redemption.itemId === itemId) ?? null;

/** It says how it shall be, so that it may be said twice. */
export const setFavourite = (itemId: string, isFavourite: boolean) =>
  callMember('setFavourite', { itemId, isFavourite }, newRequestId());

let redeemed: Redeemed | null = null;

/** For the page of the result, which need not ask for what was just answered. */
export function handOverRedeemed(answer: Redeemed): void {
  redeemed = answer;
}

/** What was just redeemed, once; null for another order. */
export function takeRedeemed(orderId: string): Redeemed | null {
  const answer = redeemed?.order.orderId === orderId ? redeemed : null;
  redeemed = null;
  return answer;
}
