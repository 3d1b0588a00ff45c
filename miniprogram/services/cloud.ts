import type { Answer, Input } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { cloudEnvironment } from '../cloud-environment';
import { leaveForLanding } from '../utils/navigate';

/** The request did not come through, or no answer came back: whether anything happened is not known. */
export interface NetworkFailure {
  readonly ok: false;
  readonly code: 'NETWORK_ERROR';
  readonly requestId: string;
  readonly data?: undefined;
}

export type MemberAction = keyof MemberContracts;
export type MemberAnswer<A extends MemberAction> = Answer<MemberContracts[A]> | NetworkFailure;
export type MemberData<A extends MemberAction> = Extract<MemberAnswer<A>, { ok: true }>['data'];

/** Every code that any action can refuse with. */
export type RefusalCode = Extract<
  { [A in MemberAction]: MemberAnswer<A> }[MemberAction],
  { ok: false }
>['code'];

export function openCloud(): void {
  wx.cloud.init({ traceUser: false, ...(cloudEnvironment ? { env: cloudEnvironment } : {}) });
}

/**
 * The one way to the cloud. Never throws: what goes wrong on the way is an answer, too. Whoever is no member is led to
 * the way in; the pages that asked are gone then, and nobody waits for the answer any more.
 * @param requestId Only where the action changes something; the same id is the same wish.
 */
export async function callMember<A extends MemberAction>(
  action: A,
  input: Input<MemberContracts[A]>,
  requestId?: string,
): Promise<MemberAnswer<A>> {
  try {
    const { result } = await wx.cloud.callFunction({
      name: 'member',
      data: { action, input, ...(requestId ? { requestId } : {}) },
    });
    if (isAnswer(result)) {
      const isLeft = 'code' in result && result.code === 'NOT_A_MEMBER' && (await leaveForLanding());
      return isLeft ? await new Promise<never>(() => undefined) : (result as MemberAnswer<A>);
    }
  } catch {
    // The reason is in the platform's own log; the member needs to know only that it did not come through.
  }
  return { ok: false, code: 'NETWORK_ERROR', requestId: requestId ?? '' };
}

/** Brings a file of the cloud's to this phone and gives its path there; null where it does not come. */
export async function downloadFile(fileId: string): Promise<string | null> {
  try {
    const { tempFilePath } = await wx.cloud.downloadFile({ fileID: fileId });
    return tempFilePath;
  } catch {
    return null;
  }
}

function isAnswer(result: unknown): result is object {
  return typeof result === 'object' && result !== null && 'ok' in result;
}
