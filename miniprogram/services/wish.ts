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
  readonly seen: string;
  readonly input: Input<MemberContracts[A]>;
}

/** What nobody ever asks for again does not fill the phone. */
const MOST_KEPT = 100;

/** Its earlier call may still be under way and succeed while a later one is refused: it is asked for once more. */
const ASKED_ONCE_MORE: readonly WishedAction[] = ['redeemItem'];
const ASKED_AFTER_MS = 1_500;

const keyOf = (action: WishedAction): string => `${action}Wishes`;

const storedWishes = <A extends WishedAction>(action: A): readonly Wish<A>[] =>
  wx.getStorageSync<readonly Wish<A>[] | ''>(keyOf(action)) || [];

function storeWishes<A extends WishedAction>(action: A, wishes: readonly Wish<A>[]): void {
  if (wishes.length > 0) wx.setStorageSync(keyOf(action), wishes.slice(-MOST_KEPT));
  else wx.removeStorageSync(keyOf(action));
}

/** What was wished and is not settled, oldest first. */
export const unsettledWishes = <A extends WishedAction>(action: A): Input<MemberContracts[A]>[] =>
  storedWishes(action).map(({ input }) => input);

/**
 * Sends what the member wishes. The wish is stored before it is sent and kept until an answer settles it, so that a lost
 * answer, a closed app or an impatient finger never count twice: what is not settled is sent again as it was, whatever
 * else was wished in between.
 * @param about What it is about: of each, one wish is kept.
 * @param seen What the member saw of it: who sees something else wishes something else, and the wish before is given up.
 */
export async function sendWish<A extends WishedAction>(
  action: A,
  input: Input<MemberContracts[A]>,
  about: string,
  seen = '',
): Promise<MemberAnswer<A>> {
  const wishes = storedWishes(action);
  const earlier = wishes.find((each) => each.about === about && each.seen === seen);
  const wish = earlier ?? { requestId: newRequestId(), about, seen, input };
  if (!earlier) storeWishes(action, [...wishes.filter((each) => each.about !== about), wish]);
  let answer = await callMember(action, wish.input, wish.requestId);
  if (earlier && isRefused(answer) && ASKED_ONCE_MORE.includes(action)) answer = await askLater(action, wish);
  if (answer.ok || isRefused(answer)) {
    const others = storedWishes(action).filter(({ requestId }) => requestId !== wish.requestId);
    storeWishes(action, others);
  }
  return answer;
}

const isRefused = <A extends WishedAction>(answer: MemberAnswer<A>): boolean =>
  !answer.ok && !isUnsettled(answer as Refused);

async function askLater<A extends WishedAction>(action: A, wish: Wish<A>): Promise<MemberAnswer<A>> {
  await new Promise((resolve) => setTimeout(resolve, ASKED_AFTER_MS));
  return callMember(action, wish.input, wish.requestId);
}
