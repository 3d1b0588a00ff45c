import { newRequestId } from '../utils/request-id';
import { callMember, type MemberData } from './cloud';

export type Notices = MemberData<'notices'>;
export type Notice = Notices['notices'][number];

/** @param cursor Where the page before it ended; without it, the newest. */
export const notices = (cursor?: string) => callMember('notices', cursor === undefined ? {} : { cursor });

/** All up to this instant are read. */
export const readNotices = (untilMs: number) => callMember('readNotices', { untilMs }, newRequestId());

/** The member has accepted this template once. */
export const allowMessage = (templateId: string) =>
  callMember('allowMessage', { templateId }, newRequestId());
