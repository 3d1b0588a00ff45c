export { codeOf, recordMiss } from './code-of';
export type { FoundCode } from './rules';
export { joinCodes } from './join-codes';
export { makeJoinCode } from './make-join-code';
export { myJoinCode } from './my-join-code';
export { revokeJoinCode } from './revoke-join-code';
export { collections, type Miss } from './store';
