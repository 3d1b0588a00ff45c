import { memberAction } from '../call';
import { codeViewOf } from './code-view';
import { commitCode } from './commit-code';
import { revokeJoinCodeContract } from './contract';

/** From now on nobody is attributed to it any more. What was attributed before stays. */
export const revokeJoinCode = memberAction(revokeJoinCodeContract, async (call, { code }) => {
  const revoked = await commitCode(call, code, ({ revokedAtMs }) =>
    revokedAtMs === 0 ? { revokedAtMs: call.nowMs } : undefined,
  );
  if (!revoked) return { refused: 'CODE_NOT_FOUND', message: 'There is no such code.', data: undefined };
  return { data: codeViewOf(revoked) };
});
