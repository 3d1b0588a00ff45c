import type { OwnProfile, ProfileChanges } from '../../../services/join';

/** What was written and chosen here. */
export interface Draft {
  readonly nickname: string;
  /** Of the picture that was chosen; empty where none was. */
  readonly pictureFileId: string;
}

/** Only what differs from what was given before. */
export function changesOf({ nickname, picture }: OwnProfile, draft: Draft): ProfileChanges {
  const name = draft.nickname.trim();
  return {
    ...(name === nickname ? {} : { nickname: name }),
    ...(draft.pictureFileId === '' || draft.pictureFileId === picture
      ? {}
      : { pictureFileId: draft.pictureFileId }),
  };
}

/** Whether others will see something else only after a check. */
export const waitsForCheck = ({ nicknameState, pictureState }: OwnProfile): boolean =>
  [nicknameState, pictureState].some((state) => state === 'checking' || state === 'review');
