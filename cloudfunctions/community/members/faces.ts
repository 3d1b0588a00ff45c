import type { MemberCall } from '../call';
import type { Face } from './face';
import { shownFaceOf } from './member';
import { MEMBERS, type Member } from './store';

/** Nothing personal is read that nobody may see: of the checks only what is needed to know that they are passed. */
const FACE_FIELDS = [
  'personal.nickname.value',
  'personal.nickname.state',
  'personal.picture.value',
  'personal.picture.state',
];

/** How others see these members: one call, whatever their number up to 100. */
export async function facesOf(
  { documents }: Pick<MemberCall, 'documents'>,
  memberIds: readonly string[],
): Promise<(memberId: string) => Face> {
  const ids = [...new Set(memberIds)];
  const found = await documents.getMany<Member>(MEMBERS, ids, FACE_FIELDS);
  const byId = new Map(found.map((member) => [member._id, member]));
  return (memberId) => shownFaceOf(memberId, byId.get(memberId));
}
