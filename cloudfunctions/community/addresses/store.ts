import type { CollectionDeclaration, VersionedDocument } from '../../platform/documents';

export const ADDRESSES = 'addresses';

/** A member's addresses: one document, changed by one conditional write. */
export interface AddressBook extends VersionedDocument {
  /** The member id. */
  readonly _id: string;
  /** The newest first. */
  readonly entries: readonly AddressEntry[];
  /** Requests that were carried out, the newest last, each with the address that it was about. */
  readonly requests: readonly { readonly id: string; readonly addressId: string }[];
}

export interface AddressEntry {
  readonly id: string;
  /** Recipient, phone and place: who reads the database learns none of it. */
  readonly sealed: string;
  readonly isDefault: boolean;
  /** 0: it stands in the book. An order that is being written may still need one that was taken out. */
  readonly removedAtMs: number;
}

export const collections: readonly CollectionDeclaration[] = [{ name: ADDRESSES, indexes: [] }];
