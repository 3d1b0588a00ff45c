import { addressesCopy } from '../../../copy/addresses';
import type { Addresses } from '../../../services/addresses';
import { withCommas } from '../../../utils/format';
import { regionLineOf } from '../order-address';

export const viewOf = ({ addresses, most }: Addresses) => ({
  addresses: addresses.map((address) => ({
    addressId: address.addressId,
    recipient: address.recipient,
    phone: address.phone,
    region: regionLineOf(address),
    detail: address.detail,
    isDefault: address.isDefault,
  })),
  /** In the place of the button; empty where one more can be kept. */
  full: addresses.length < most ? '' : addressesCopy.full(withCommas(most)),
});

export type AddressesView = ReturnType<typeof viewOf>;
