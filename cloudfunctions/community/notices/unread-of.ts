import type { MemberCall } from '../call';
import type { Member } from '../members';
import { NOTICES } from './store';

/** How many notices the member has not read. */
export const unreadOf = (
  { documents }: Pick<MemberCall, 'documents'>,
  { _id: member, noticesReadUntilMs }: Pick<Member, '_id' | 'noticesReadUntilMs'>,
): Promise<number> => documents.count(NOTICES, { member, atMs: { gt: noticesReadUntilMs } });
