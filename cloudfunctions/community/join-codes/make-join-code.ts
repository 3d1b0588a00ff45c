import type * as v from 'valibot';
import { memberAction, type MemberCall } from '../call';
import { accountOf } from '../ledger';
import { codeViewOf } from './code-view';
import { makeJoinCodeContract } from './contract';
import { randomCode } from './random-code';
import { hasEnded } from './rules';
import { JOIN_CODES, type JoinCode } from './store';
import { withPicture } from './with-picture';

/** How often a code is looked for that this request has made, before it can be seen everywhere. */
const LOOKS = 5;
const PAUSE_MS = 100;

const refusals = {
  MEMBER_NOT_FOUND: 'There is no such member.',
  EXPIRED: 'It would have ended already.',
  KEY_REUSED: 'This request id was used with another input.',
} as const;

const refuse = (code: keyof typeof refusals) => ({
  refused: code,
  message: refusals[code],
  data: undefined,
});

/** A code for a poster or a campaign, one for a request. */
export const makeJoinCode = memberAction(makeJoinCodeContract, async (call, wish) => {
  const wanted = newCode(call, wish);
  const made = (await codeOfRequest(call)) ?? (await insertedOrRefused(call, wanted));
  if (typeof made === 'string') return refuse(made);
  if (!isSame(made, wanted)) return refuse('KEY_REUSED');
  return { data: codeViewOf(await withPicture(call, made)) };
});

const newCode = (
  call: MemberCall,
  wish: v.InferOutput<(typeof makeJoinCodeContract)['input']>,
): JoinCode & { readonly requestId: string } => ({
  _id: randomCode(call.randomBytes),
  ver: 0,
  channel: wish.channel,
  campaign: wish.campaign ?? '',
  inviterId: wish.inviterId ?? '',
  createdAtMs: call.nowMs,
  createdBy: call.memberId,
  expiresAtMs: wish.expiresAtMs ?? 0,
  revokedAtMs: 0,
  picture: '',
  requestId: call.requestId,
});

async function insertedOrRefused(
  call: MemberCall,
  wanted: JoinCode,
): Promise<JoinCode | 'EXPIRED' | 'MEMBER_NOT_FOUND'> {
  if (hasEnded(wanted.expiresAtMs, call.nowMs)) return 'EXPIRED';
  if (wanted.inviterId && !(await accountOf(call, wanted.inviterId))) return 'MEMBER_NOT_FOUND';
  if (await call.documents.insert(JOIN_CODES, wanted)) return wanted;
  // The same request was faster. A read by another field than the id may lag behind it.
  for (let look = 0; look < LOOKS; look += 1) {
    const made = await codeOfRequest(call);
    if (made) return made;
    await call.sleep(PAUSE_MS);
  }
  throw new Error('the code of this request cannot be read yet');
}

async function codeOfRequest({ documents, requestId }: MemberCall): Promise<JoinCode | undefined> {
  const [made] = await documents.find<JoinCode>(JOIN_CODES, { requestId }, { orderBy: [], limit: 1 });
  return made;
}

/** Whether this very request made it. */
const isSame = (made: JoinCode, wanted: JoinCode): boolean =>
  made.channel === wanted.channel &&
  made.campaign === wanted.campaign &&
  made.inviterId === wanted.inviterId &&
  made.expiresAtMs === wanted.expiresAtMs &&
  made.createdBy === wanted.createdBy;
