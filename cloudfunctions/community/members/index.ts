export { memberIdOf } from './member-id';
export { faceOf, type Face } from './face';
export { facesOf } from './faces';
export { shownFaceOf } from './member';
export { decideProfile } from './decide-profile';
export { introduce } from './introduce';
export { ownProfileOf } from './own-profile';
export { applyPictureVerdict, type PictureVerdict } from './picture-verdict';
export { profileReviews } from './profile-reviews';
export {
  commitCaller,
  commitMember,
  operatorsId,
  type Committed,
  type MemberVerdict,
  type Stands,
} from './commit-member';
export {
  MEMBERS,
  collections,
  type Answer,
  type Application,
  type Member,
  type Standing,
  type Touch,
} from './store';
