import type { MemberCall } from '../call';
import type { MediaVerdict } from '../../platform/wechat/read-media-verdict';
import { commitMember } from './commit-member';
import { stateAfter, withReviewTime } from './rules';
import { MEMBERS, type Checked, type Member } from './store';

/** The verdict may come before the member's document says what it is about. */
const LOOKS = 3;
const PAUSE_MS = 700;

export type PictureVerdict = Exclude<MediaVerdict, { readonly refused: 'NOT_A_VERDICT' }>;

type VerdictCall = Pick<MemberCall, 'documents' | 'random' | 'sleep'>;

/**
 * What WeChat says of a picture, later and perhaps more than once. What nobody asked for, and what is about a picture that
 * was replaced meanwhile, changes nothing.
 * @returns the member whose picture it is, where WeChat refuses it; also when it says so again.
 */
export async function applyPictureVerdict(
  call: VerdictCall,
  verdict: PictureVerdict,
): Promise<Member | undefined> {
  const { traceId } = verdict;
  const found = await memberOf(call, traceId);
  if (!found) return undefined;
  const own = { ...call, requestId: `verdict:${traceId}` };
  const done = await commitMember<Applied>(own, found._id, ({ member }) => {
    const { picture } = member.personal;
    if (picture?.traceId !== traceId) return { outcome: { refusal: 'ANOTHER_PICTURE' } };
    const state = stateOf(verdict);
    const isRefused = state === 'refused';
    if (picture.state !== 'checking') {
      return { outcome: { isRefused: isRefused && picture.state === 'refused' } };
    }
    const personal = { ...member.personal, picture: { ...picture, state } };
    return { outcome: { isRefused }, next: withReviewTime({ ...member, personal }) };
  });
  // Told again, it may be read by then.
  if (!done) throw new Error('a member that was found cannot be read');
  return 'isRefused' in done && done.isRefused ? done.member : undefined;
}

type Applied = { readonly refusal: 'ANOTHER_PICTURE' } | { readonly isRefused: boolean };

/** What WeChat could not look at, a person does. */
const stateOf = (verdict: PictureVerdict): Checked['state'] =>
  'refused' in verdict ? 'review' : stateAfter(verdict.verdict);

async function memberOf({ documents, sleep }: VerdictCall, traceId: string): Promise<Member | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await sleep(PAUSE_MS);
    const where = { 'personal.picture.traceId': traceId };
    const [member] = await documents.find<Member>(MEMBERS, where, { orderBy: [], limit: 1 });
    if (member) return member;
  }
  return undefined;
}
