import { joinProfileCopy } from '../../../copy/join-profile';
import type { JoinView } from '../../../services/join';
import { nameInText } from '../../../utils/name';

export function viewOf({ own }: JoinView) {
  const { face, nickname, nicknameState, picture, pictureState } = own;
  return {
    avatar: face.avatar,
    /** The own one, checked or not: only its owner sees it here. */
    picture: pictureState === 'refused' ? face.picture : picture,
    nickname,
    nicknameLine: joinProfileCopy.nicknameStates[nicknameState],
    isNicknameRefused: nicknameState === 'refused',
    pictureLine: joinProfileCopy.pictureStates[pictureState],
    isPictureRefused: pictureState === 'refused',
    seen: joinProfileCopy.seen(nameInText(face.displayName)),
    isSeenDifferent: face.displayName !== nickname,
    useDrawn: joinProfileCopy.useDrawn(nameInText(face.displayName)),
  };
}

export type ProfileView = ReturnType<typeof viewOf>;
