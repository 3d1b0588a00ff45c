import { collections as ledger } from './ledger';

/** Every collection of every room, for deployment and for the local gateway. */
export const collections = [...ledger];
