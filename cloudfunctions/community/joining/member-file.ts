import { memberAction } from '../call';
import { MEMBERS, shownFaceOf, type Member } from '../members';
import { memberFileContract } from './contract';
import { touchAt } from './rules';

/** What is known of how a member came and joined; nothing that the member has not shown to the others. */
export const memberFile = memberAction(memberFileContract, async (call, { memberId }) => {
  const member = await call.documents.get<Member>(MEMBERS, memberId);
  if (!member) return { refused: 'MEMBER_NOT_FOUND', message: 'There is no such member.', data: undefined };
  const touch = touchAt(member, call.nowMs, call.rulebook.joining);
  return {
    data: {
      memberId,
      face: shownFaceOf(memberId, member),
      standing: member.standing,
      attribution: touch && {
        channel: touch.channel,
        campaign: touch.campaign,
        inviterId: touch.inviterId || null,
        touchedAtMs: touch.atMs,
        isFinal: touch.isFinal,
      },
      groups: member.groups.map(({ opengid, sinceMs }) => ({ opengid, sinceMs })),
      consents: member.consents.map(({ version, atMs }) => ({ version, atMs })),
      score: member.application?.score ?? null,
      tags: [...(member.application?.tags ?? [])],
      admittedAtMs: member.admittedAtMs || null,
    },
  };
});
