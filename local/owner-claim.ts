import { createHmac } from 'node:crypto';
import type { Secrets } from './machine';

/** With which anybody becomes the first owner of a community that is offered: 132 bits, the same for as long as its data. */
export const ownerClaimOf = ({ appSecret }: Secrets): string =>
  createHmac('sha256', appSecret).update('qunjie owner claim').digest('base64url').slice(0, 22);
