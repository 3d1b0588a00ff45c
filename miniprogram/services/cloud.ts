import type { Answer, Input } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { cloudEnvironment } from '../cloud-environment';

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
 * The one way to the cloud. Never throws: what goes wrong on the way is an answer, too.
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
    if (isAnswer(result)) return result as MemberAnswer<A>;
  } catch {
    // The reason is in the platform's own log; the member needs to know only that it did not come through.
  }
  return { ok: false, code: 'NETWORK_ERROR', requestId: requestId ?? '' };
}

function isAnswer(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'ok' in result;
}
