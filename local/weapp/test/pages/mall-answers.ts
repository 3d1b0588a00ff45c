import type { Data } from './cloud';

type Shelved = Data<'mall'>['items'][number];
type Item = Data<'mallItem'>['item'];

/** A bag on the shelf that everybody can have. */
export const shelvedOf = (other: Partial<Shelved> = {}): Shelved => ({
  itemId: 'tote',
  kind: 'physical',
  category: 'goods',
  title: '帆布袋',
  line: '装得下一周的泥巴',
  picture: 'tote',
  tint: 2,
  pricePoints: 260,
  ordinaryPricePoints: 260,
  state: 'on_sale',
  onSaleFromMs: null,
  onSaleUntilMs: null,
  left: 30,
  sold: 7,
  tierGate: null,
  missingPoints: 0,
  isFavourite: false,
  ...other,
});

/** The same with all that there is to know before it is redeemed; it is fetched, so that no address is asked for. */
export const itemOf = (other: Partial<Item> = {}): Item => ({
  ...shelvedOf(other),
  description: ['十二安厚帆布'],
  variants: [],
  maxPerOrder: 1,
  limits: [],
  mostNow: 5,
  tierPrices: [],
  needsAddress: false,
  refundable: 'until_shipped',
  shipWithinDays: 7,
  membershipDays: 0,
  draw: null,
  ...other,
});
