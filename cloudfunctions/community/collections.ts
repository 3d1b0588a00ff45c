import { collections as addresses } from './addresses';
import { collections as codes } from './codes';
import { collections as joinCodes } from './join-codes';
import { collections as ledger } from './ledger';
import { collections as mall } from './mall';
import { collections as members } from './members';
import { collections as notices } from './notices';
import { collections as operating } from './operating';
import { collections as orders } from './orders';
import { collections as roles } from './roles';
import { collections as shelf } from './shelf';

/** Every collection of every room, for deployment and for the local gateway. */
export const collections = [
  ...ledger,
  ...members,
  ...joinCodes,
  ...notices,
  ...operating,
  ...roles,
  ...shelf,
  ...codes,
  ...addresses,
  ...orders,
  ...mall,
];
