import type * as v from 'valibot';
import type { MemberCall } from '../call';
import { openGroupData } from '../../platform/wechat/open-group-data';
import type { arriveContract, GroupOutcomeSchema } from './contract';

export type GroupOutcome = v.InferOutput<typeof GroupOutcomeSchema>;
type SealedGroup = NonNullable<v.InferOutput<(typeof arriveContract)['input']>['group']>;

export type OpenedGroup =
  | { readonly outcome: 'joined'; readonly opengid: string }
  | { readonly outcome: Exclude<GroupOutcome, 'joined'> };

/**
 * The group that the mini program was opened from: WeChat's seal, opened with the session key of the caller's own login.
 * Whatever is wrong with it has a name, and everything else goes on without the group.
 */
export async function openedGroup(
  { wechat, nowMs }: Pick<MemberCall, 'wechat' | 'nowMs'>,
  { loginCode, encryptedData, iv }: SealedGroup,
): Promise<OpenedGroup> {
  const session = await wechat.sessionKeyOf(loginCode);
  if ('refused' in session) {
    return { outcome: session.refused === 'FOREIGN_LOGIN' ? 'foreign' : 'unavailable' };
  }
  const { sessionKey } = session;
  const opened = openGroupData({ encryptedData, iv, sessionKey, appid: wechat.appid, nowMs });
  if ('opengid' in opened) return { outcome: 'joined', opengid: opened.opengid };
  const outcomes = { DAMAGED: 'forged', FORGED: 'forged', FOREIGN_APP: 'foreign', STALE: 'stale' } as const;
  return { outcome: outcomes[opened.refused] };
}
