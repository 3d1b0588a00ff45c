import type { Input } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { isUnsettled, type Refused } from '../utils/failure';
import { newRequestId } from '../utils/request-id';
import { callMember, type MemberAnswer } from './cloud';

type WishedAction = 'checkIn' | 'makeUp' | 'buyMakeUpCard' | 'claimTask' | 'joinChallenge';

interface Wish {
  readonly requestId: string;
  readonly about: string;
}

/**
 * Sends what the member wishes. The wish is stored before it is sent and kept until an answer settles it, so that a lost
 * answer, a closed app or an impatient finger never count twice.
 * @param about What tells this wish from another one of its kind.
 */
export async function sendWish<A extends WishedAction>(
  action: A,
  input: Input<MemberContracts[A]>,
  about: string,
): Promise<MemberAnswer<A>> {
  const key = `${action}Wish`;
  const stored = wx.getStorageSync<Wish | ''>(key);
  const wish = stored && stored.about === about ? stored : { requestId: newRequestId(), about };
  wx.setStorageSync(key, wish);
  const answer = await callMember(action, input, wish.requestId);
  if (answer.ok || !isUnsettled(answer as Refused)) wx.removeStorageSync(key);
  return answer;
}
