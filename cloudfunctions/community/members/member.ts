import type { Face } from './face';
import { faceOf } from './face';
import type { Member } from './store';

/** How many carried-out requests are remembered: more than one phone can have on their way. */
const REQUEST_IDS = 8;

export const newMember = (memberId: string, nowMs: number): Member => ({
  _id: memberId,
  ver: 0,
  firstSeenAtMs: nowMs,
  standing: 'visitor',
  touch: null,
  consents: [],
  groups: [],
  application: null,
  admittedAtMs: 0,
  misses: { day: 0, count: 0 },
  joinCode: '',
  noticesReadUntilMs: 0,
  messagesLeft: {},
  remindAtMs: 0,
  requestIds: [],
  reviewSinceMs: 0,
  personal: { openid: '', introducedAtMs: 0, nickname: null, picture: null, answers: [] },
});

export const withRequest = (member: Member, requestId: string): Member =>
  member.requestIds.includes(requestId)
    ? member
    : { ...member, requestIds: [...member.requestIds, requestId].slice(-REQUEST_IDS) };

/** What others see: the drawn face, and in its place whatever has been found harmless. */
export function shownFaceOf(memberId: string, member?: Pick<Member, 'personal'>): Face {
  const drawn = faceOf(memberId);
  const { nickname, picture } = member?.personal ?? {};
  return {
    ...drawn,
    displayName: nickname?.state === 'clear' ? nickname.value : drawn.displayName,
    picture: picture?.state === 'clear' ? picture.value : '',
  };
}
