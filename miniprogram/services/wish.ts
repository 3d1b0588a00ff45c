import type { Input } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { isUnsettled, type Refused } from '../utils/failure';
import { newRequestId } from '../utils/request-id';
import { callMember, type MemberAnswer } from './cloud';

type WishedAction =
  | 'checkIn'
  | 'makeUp'
  | 'buyMakeUpCard'
  | 'claimTask'
  | 'joinChallenge'
  | 'redeemItem'
  | 'cancelOrder'
  | 'confirmReceipt'
  | 'saveAddress'
  | 'removeAddress';

interface Wish<A extends WishedAction> {
  readonly requestId: string;
  readonly about: string;
  readonly input: Input<MemberContracts[A]>;
}

const keyOf = (action: WishedAction): string => `${action}Wish`;

/** What was wished and is not settled; null where nothing is. */
export function unsettledWish<A extends WishedAction>(action: A): Input<MemberContracts[A]> | null {
  const stored = wx.getStorageSync<Wish<A> | ''>(keyOf(action));
  return stored ? stored.input : null;
}

/**
 * Sends what the member wishes. The wish is stored before it is sent and kept until an answer settles it, so that a lost
 * answer, a closed app or an impatient finger never count twice: what is not settled is sent again as it was.
 * @param about What tells this wish from another one of its kind.
 */
export async function sendWish<A extends WishedAction>(
  action: A,
  input: Input<MemberContracts[A]>,
  about: string,
): Promise<MemberAnswer<A>> {
  const key = keyOf(action);
  const stored = wx.getStorageSync<Wish<A> | ''>(key);
  const wish = stored && stored.about === about ? stored : { requestId: newRequestId(), about, input };
  wx.setStorageSync(key, wish);
  const answer = await callMember(action, wish.input, wish.requestId);
  if (answer.ok || !isUnsettled(answer as Refused)) wx.removeStorageSync(key);
  return answer;
}
