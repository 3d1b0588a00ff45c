export { addresses } from './addresses';
export { openAddress, type Address } from './book';
export { removeAddress } from './remove-address';
export { saveAddress } from './save-address';
export { defaultAddressIdOf, keptAddressOf, sealedAddressOf } from './sealed-address';
export { ADDRESSES, collections } from './store';
