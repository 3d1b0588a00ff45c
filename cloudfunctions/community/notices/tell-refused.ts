import type { MemberCall } from '../call';
import { leaveNotice } from './leave-notice';

/** Tells a member that others do not see a name or a picture, once for what was given at that instant. */
export const tellRefused = (
  call: Pick<MemberCall, 'documents' | 'nowMs'>,
  memberId: string,
  part: 'nickname' | 'picture',
  sinceMs: number,
): Promise<boolean> =>
  leaveNotice(call, memberId, {
    kind: `${part}_refused`,
    key: `${part}:${sinceMs}`,
    values: {},
    linkPath: '/packages/join/profile/index?from=mine',
  });
