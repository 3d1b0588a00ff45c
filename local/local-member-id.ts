import { memberIdOf } from '../cloudfunctions/community/members';

/** Not a secret: it only tells this machine's pseudonyms apart, and keeps the demo the same every time. */
export const LOCAL_MEMBER_KEY = 'qunjie-local-member-key-not-for-production';

export const localMemberIdOf = (openid: string): string => memberIdOf(openid, LOCAL_MEMBER_KEY);
