import type { MemberCall } from '../call';
import { membersOnly } from '../members-only';
import { commitCaller, MEMBERS, shownFaceOf, type Member } from '../members';
import { myJoinCodeContract } from './contract';
import { landingPathOf } from './landing-page';
import { randomCode } from './random-code';
import { JOIN_CODES, type JoinCode } from './store';
import { withPicture } from './with-picture';

/** Where those come from whom members bring. */
const CHANNEL = 'invite';

/** The member's own code, made when it is first wanted, with what stands on a poster. */
export const myJoinCode = membersOnly(myJoinCodeContract, async (call) => {
  const { member, joinCode } = await ownCode(call);
  const { _id: code, picture } = await withPicture(call, joinCode);
  const { community, joining } = call.rulebook;
  return {
    data: {
      code,
      path: landingPathOf(code),
      picture,
      communityName: community.name,
      benefit: joining.benefits[0] ?? '',
      face: shownFaceOf(call.memberId, member),
    },
  };
});

interface OwnCode {
  readonly member: Member;
  readonly joinCode: JoinCode;
}

async function ownCode(call: MemberCall): Promise<OwnCode> {
  const known = await call.documents.get<Member>(MEMBERS, call.memberId);
  const stored = known?.joinCode ? await call.documents.get<JoinCode>(JOIN_CODES, known.joinCode) : undefined;
  if (known && stored && stored.revokedAtMs === 0) return { member: known, joinCode: stored };
  return newOwnCode(call, stored?.revokedAtMs ? stored._id : '');
}

/**
 * The member's document says which code it is, before there is one: of two calls at once both make the same.
 * @param revoked The code that does not count any more; empty where there is none.
 */
async function newOwnCode(call: MemberCall, revoked: string): Promise<OwnCode> {
  const fresh = randomCode(call.randomBytes);
  const { member } = await commitCaller(call, ({ member }) =>
    member.joinCode === '' || member.joinCode === revoked
      ? { outcome: {}, next: { ...member, joinCode: fresh } }
      : { outcome: {} },
  );
  const joinCode: JoinCode = {
    _id: member.joinCode,
    ver: 0,
    channel: CHANNEL,
    campaign: '',
    inviterId: call.memberId,
    createdAtMs: call.nowMs,
    createdBy: call.memberId,
    expiresAtMs: 0,
    revokedAtMs: 0,
    picture: '',
  };
  if (await call.documents.insert(JOIN_CODES, joinCode)) return { member, joinCode };
  const stored = await call.documents.getNewest<JoinCode>(JOIN_CODES, joinCode._id);
  if (!stored) throw new Error('a code that exists cannot be read');
  return { member, joinCode: stored };
}
