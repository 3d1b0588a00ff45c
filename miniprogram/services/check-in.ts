import { newRequestId } from '../utils/request-id';
import { callMember, type MemberAnswer, type RefusalCode } from './cloud';

const WISH_KEY = 'checkInWish';

interface Wish {
  readonly requestId: string;
  readonly day: string;
}

/** After these nobody knows whether it happened, so the same wish must be sent again. */
const OPEN_CODES: readonly RefusalCode[] = ['NETWORK_ERROR', 'INTERNAL_ERROR'];

/**
 * Checks in for the day that the page shows. The wish is stored before it is sent and kept until an answer settles it,
 * so that a lost answer, a closed app or an impatient finger never count twice.
 * @param day `YYYY-MM-DD`, the business day that the member sees.
 */
export async function checkIn(day: string): Promise<MemberAnswer<'checkIn'>> {
  const stored = wx.getStorageSync<Wish | ''>(WISH_KEY);
  const wish = stored && stored.day === day ? stored : { requestId: newRequestId(), day };
  wx.setStorageSync(WISH_KEY, wish);
  const answer = await callMember('checkIn', { day }, wish.requestId);
  if (answer.ok || !OPEN_CODES.includes(answer.code)) wx.removeStorageSync(WISH_KEY);
  return answer;
}
