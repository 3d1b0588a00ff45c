import type { Input } from '../../cloudfunctions/community/contract';
import type { MemberContracts } from '../../cloudfunctions/member/contract';
import { callMember, type MemberData } from './cloud';
import { sendWish } from './wish';

/** Where a member's parcels can go, the default first. */
export type Addresses = MemberData<'addresses'>;
export type Address = Addresses['addresses'][number];

/** An address as it is saved: without an id, a new one. */
export type AddressDraft = Input<MemberContracts['saveAddress']>;

export const addresses = () => callMember('addresses', {});

/** What was edited in between is another wish. */
export const saveAddress = (draft: AddressDraft) =>
  sendWish('saveAddress', draft, draft.addressId ?? 'new', JSON.stringify(draft));

export const removeAddress = (addressId: string) => sendWish('removeAddress', { addressId }, addressId);

let picked: string | null = null;

/** For the page that asked for one: it takes it when it is seen again. */
export function pickAddress(addressId: string): void {
  picked = addressId;
}

/** What was chosen, once; null where nothing was. */
export function takePickedAddress(): string | null {
  const addressId = picked;
  picked = null;
  return addressId;
}
