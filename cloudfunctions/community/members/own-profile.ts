import type * as v from 'valibot';
import type { OwnProfileSchema } from './contract';
import { shownFaceOf } from './member';
import type { Member } from './store';

/** What only the member sees: what was given, and what came of its check. */
export function ownProfileOf(memberId: string, member?: Member): v.InferOutput<typeof OwnProfileSchema> {
  const { nickname, picture } = member?.personal ?? {};
  return {
    nickname: nickname?.value ?? '',
    nicknameState: nickname?.state ?? 'none',
    picture: picture?.value ?? '',
    pictureState: picture?.state ?? 'none',
    face: shownFaceOf(memberId, member),
  };
}
