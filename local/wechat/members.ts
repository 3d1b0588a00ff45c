import type { Desk } from './desk';
import type { Member } from './state';

const SESSION_KEY_BYTES = 16;

/** The document of msgSecCheck, mediaCheckAsync and getUserRiskRank: a member who was here within two hours. */
const VISIT_LASTS_MS = 2 * 3_600_000;

export const newSessionKey = (desk: Desk): string => desk.random(SESSION_KEY_BYTES).toString('base64');

export const findMember = (desk: Desk, openid: string): Member | undefined =>
  desk.state.members.find((member) => member.openid === openid);

/** A member opened the mini program, or did something in it. */
export function visit(desk: Desk, openid: string): Member {
  const known = findMember(desk, openid);
  if (known !== undefined) {
    known.lastVisitAtMs = desk.now();
    return known;
  }
  const member: Member = { openid, lastVisitAtMs: desk.now(), sessionKey: newSessionKey(desk) };
  desk.state.members.push(member);
  return member;
}

export function hasVisitedLately(desk: Desk, openid: string): boolean {
  const member = findMember(desk, openid);
  return member !== undefined && desk.now() - member.lastVisitAtMs <= VISIT_LASTS_MS;
}
