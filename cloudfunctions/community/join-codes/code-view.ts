import type * as v from 'valibot';
import type { makeJoinCodeContract } from './contract';
import type { JoinCode } from './store';

/** A code as operators see it. */
export const codeViewOf = ({
  _id: code,
  channel,
  campaign,
  inviterId,
  createdAtMs,
  expiresAtMs,
  revokedAtMs,
  picture,
}: JoinCode): v.InferOutput<(typeof makeJoinCodeContract)['answer']> => ({
  code,
  channel,
  campaign,
  inviterId: inviterId || null,
  createdAtMs,
  expiresAtMs: expiresAtMs || null,
  revokedAtMs: revokedAtMs || null,
  picture,
});
