import type { Input } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { newRequestId } from '../utils/request-id';
import { callMember, type MemberData } from './cloud';

/** All that the way in shows: the community, its rules and questions, and where the caller stands. */
export type JoinView = MemberData<'arrive'>;
/** Where the caller stands, as each step answers it. */
export type JoinProgress = MemberData<'agree'>;
export type OwnProfile = MemberData<'introduce'>;
/** What of it is to be different; nothing at all passes the step over. */
export type ProfileChanges = Input<MemberContracts['introduce']>;
export type Question = JoinView['questions'][number];
export type QuestionAnswer = Input<MemberContracts['apply']>['answers'][number];

/** How the mini program was opened. */
export type Arrival = Input<MemberContracts['arrive']>;

export const arrive = (arrival: Arrival = {}) => callMember('arrive', arrival, newRequestId());

export const agree = (version: number) => callMember('agree', { version }, newRequestId());

export const introduce = (changes: ProfileChanges) => callMember('introduce', changes, newRequestId());

export const apply = (answers: QuestionAnswer[]) => callMember('apply', { answers }, newRequestId());

const NAME_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const NAME_LENGTH = 32;
const KNOWN_PICTURE = /\.(png|jpe?g|webp|gif)$/i;

/** Nobody guesses it, and nobody else's is overwritten by it. */
const pictureName = (): string =>
  Array.from(
    { length: NAME_LENGTH },
    () => NAME_LETTERS[Math.floor(Math.random() * NAME_LETTERS.length)],
  ).join('');

/**
 * Brings a picture of the phone to the cloud. Until it is introduced, it belongs to nobody.
 * @returns its file id; undefined where it did not get there.
 */
export async function uploadPicture(filePath: string): Promise<string | undefined> {
  const ending = KNOWN_PICTURE.exec(filePath)?.[1]?.toLowerCase() ?? 'png';
  try {
    const { fileID } = await wx.cloud.uploadFile({
      cloudPath: `avatars/${pictureName()}.${ending}`,
      filePath,
    });
    return fileID || undefined;
  } catch {
    return undefined;
  }
}
