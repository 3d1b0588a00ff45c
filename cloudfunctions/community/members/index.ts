export { memberIdOf } from './member-id';
export { faceOf, type Face } from './face';
