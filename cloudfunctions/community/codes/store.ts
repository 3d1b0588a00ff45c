import type { CollectionDeclaration, StoredDocument } from '../../platform/documents';

export const CODES = 'codes';

/** A coupon code. It is sealed; whose it is follows from its number: the n-th sold gets the n-th. */
export interface Code extends StoredDocument {
  /** The code's fingerprint: no code stands in the vault twice, of whatever item. */
  readonly _id: string;
  readonly stock: string;
  /** From 1, without gaps. */
  readonly number: number;
  readonly sealed: string;
  /** The import that brought it. */
  readonly batch: string;
}

export const collections: readonly CollectionDeclaration[] = [
  {
    name: CODES,
    indexes: [
      {
        name: 'stock_number',
        fields: [
          { path: 'stock', direction: 1 },
          { path: 'number', direction: 1 },
        ],
        unique: true,
      },
    ],
  },
];
