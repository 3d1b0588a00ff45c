import type { Addresses } from './addresses';
import type { Shelf } from './shelf';
import type { Uploads } from './uploads';

/** What serving needs. */
export interface Room {
  readonly shelf: Shelf;
  readonly uploads: Uploads;
  readonly addresses: Addresses;
}
