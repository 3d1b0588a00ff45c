import type { Item, Terms } from './store';

/** A parcel for 100 points, with nothing special about it. */
export const PLAIN_TERMS = {
  kind: 'physical',
  category: 'goods',
  title: '帆布包',
  line: '',
  description: [],
  picture: 'tote',
  tint: 1,
  pricePoints: 100,
  tierPrices: [],
  minTierLevel: 1,
  limits: { perDay: null, perWeek: null, ever: null },
  maxPerOrder: 1,
  onSaleFromMs: null,
  onSaleUntilMs: null,
  variants: [],
  prizes: [],
  membershipDays: 0,
  lanes: 1,
} as const satisfies Terms;

/** As the doors would have put it on the shelf. */
export const listedItem = (itemId: string, terms: Terms): Item => ({
  _id: itemId,
  ver: 0,
  item: itemId,
  status: 'listed',
  shown: 1,
  terms,
  createdAtMs: 1,
  listedAtMs: 1,
  requestIds: [],
});
