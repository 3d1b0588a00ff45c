import { memberAction, type MemberCall } from '../call';
import { commitCaller } from './commit-member';
import { introduceContract } from './contract';
import { ownProfileOf } from './own-profile';
import { isPicture, nicknameFrom, stateAfter, withReviewTime } from './rules';
import type { Checked, Personal } from './store';

const refusals = {
  CONSENT_MISSING: 'The rules have not been agreed to.',
  NICKNAME_UNFIT: 'A nickname has 1 to 20 characters that can be read.',
  NICKNAME_REFUSED: 'WeChat found the nickname harmful.',
  PICTURE_UNFIT: 'No file of the folder for pictures.',
  CHECK_UNAVAILABLE: 'WeChat did not check it; nothing was kept.',
} as const;
type Refusal = keyof typeof refusals;
type Part<Value> = Value | { readonly refusal: Refusal };

const refuse = (code: Refusal) => ({ refused: code, message: refusals[code], data: undefined });

/**
 * Keeps name and picture, each after WeChat was asked: others see them only once they are found harmless. What is left out
 * stays; with nothing at all the step is passed over.
 */
export const introduce = memberAction(introduceContract, async (call, { nickname, pictureFileId }) => {
  // Before anything is sent anywhere: nothing personal of somebody who has not agreed.
  const agreed = await commitCaller(call, ({ member }) => ({
    outcome: member.consents.length > 0 ? {} : { refusal: 'CONSENT_MISSING' as const },
  }));
  if ('refusal' in agreed) return refuse('CONSENT_MISSING');
  const given = agreed.member.personal;
  const [name, picture] = await Promise.all([
    nickname === undefined ? given.nickname : checkedName(call, nickname, given.nickname),
    pictureFileId === undefined ? given.picture : checkedPicture(call, pictureFileId, given.picture),
  ]);
  if (name && 'refusal' in name) return refuse(name.refusal);
  if (picture && 'refusal' in picture) return refuse(picture.refusal);
  const { member } = await commitCaller(
    call,
    (stands) => {
      if (stands.isRepeated) return { outcome: {} };
      const { personal } = stands.member;
      const next = {
        ...personal,
        introducedAtMs: personal.introducedAtMs || call.nowMs,
        ...(nickname === undefined ? {} : { nickname: kept(name, personal.nickname) }),
        ...(pictureFileId === undefined ? {} : { picture: kept(picture, personal.picture) }),
      };
      return { outcome: {}, next: withReviewTime({ ...stands.member, personal: next }) };
    },
    { known: agreed.member },
  );
  return { data: ownProfileOf(call.memberId, member) };
});

/** Where it is the same as what stands, a verdict may have come meanwhile. */
const kept = <Part extends Checked | null>(given: Part, stands: Part): Part =>
  given && stands && given.value === stands.value ? stands : given;

async function checkedName(
  call: MemberCall,
  text: string,
  given: Personal['nickname'],
): Promise<Part<Checked | null>> {
  if (text === '') return null;
  const value = nicknameFrom(text);
  if (value === undefined) return { refusal: 'NICKNAME_UNFIT' };
  if (given?.value === value) return given;
  const checked = await call.wechat.checkText({ text: value, scene: 'profile', nickname: value });
  if ('refused' in checked) return { refusal: 'CHECK_UNAVAILABLE' };
  if (checked.verdict === 'risky') return { refusal: 'NICKNAME_REFUSED' };
  return { value, state: stateAfter(checked.verdict), sinceMs: call.nowMs };
}

/** The verdict on a picture comes later, by a push. */
async function checkedPicture(
  call: MemberCall,
  fileId: string,
  given: Personal['picture'],
): Promise<Part<Personal['picture']>> {
  if (fileId === '') return null;
  if (!isPicture(fileId)) return { refusal: 'PICTURE_UNFIT' };
  if (given?.value === fileId) return given;
  const url = await call.files.addressOf(fileId);
  if (url === undefined) return { refusal: 'PICTURE_UNFIT' };
  const checked = await call.wechat.checkPicture({ url, scene: 'profile' });
  if ('refused' in checked) return { refusal: 'CHECK_UNAVAILABLE' };
  return { value: fileId, state: 'checking', sinceMs: call.nowMs, traceId: checked.traceId };
}
