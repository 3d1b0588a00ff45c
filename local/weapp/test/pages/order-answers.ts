import type { Data } from './cloud';

type Line = Data<'orders'>['orders'][number];
type Order = Data<'order'>['order'];
type Address = Data<'addresses'>['addresses'][number];
type Coupon = Data<'coupons'>['coupons'][number];

/** The Thursday of the other answers. */
const NOW_MS = Date.UTC(2026, 5, 17, 23, 26);

/** Two bags that wait to be sent. */
export const lineOf = (other: Partial<Line> = {}): Line => ({
  orderId: 'order00000000001',
  itemId: 'tote-3',
  kind: 'physical',
  title: '帆布袋',
  variantName: '米白',
  picture: 'tote',
  tint: 2,
  quantity: 2,
  pointsSpent: 900,
  state: 'placed',
  placedAtMs: NOW_MS,
  isOverdue: false,
  ...other,
});

/** So many orders of a list, newest first, down to the number `last`. */
export const linesDownTo = (last: number, count: number): Line[] =>
  Array.from({ length: count }, (_, index) => {
    const number = last + count - 1 - index;
    return lineOf({
      orderId: `order${String(number).padStart(11, '0')}`,
      title: `第 ${number} 单`,
      placedAtMs: NOW_MS + number,
    });
  });

export const addressOf = (other: Partial<Address> = {}): Address => ({
  addressId: 'address00001',
  recipient: '林知夏',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  county: '西湖区',
  regionCode: '330106',
  detail: '青禾路 18 号',
  isDefault: true,
  ...other,
});

export const bookOf = (...addresses: Address[]): Data<'addresses'> => ({ addresses, most: 3 });

const { addressId: _id, isDefault: _default, ...destination } = addressOf();

export const orderOf = (other: Partial<Order> = {}): Order => ({
  ...lineOf(),
  facts: [{ state: 'placed', atMs: NOW_MS, by: 'member', reason: '' }],
  address: destination,
  shipping: null,
  receivesAtMs: null,
  shipUntilMs: NOW_MS + 7 * 86_400_000,
  codes: [],
  makeUpCards: 0,
  membershipDays: 0,
  draws: [],
  proof: null,
  canCancel: true,
  canConfirm: false,
  ...other,
});

export const answeredOrder = (other: Partial<Order> = {}): Data<'order'> => ({
  nowMs: NOW_MS,
  order: orderOf(other),
});

export const couponOf = (other: Partial<Coupon> = {}): Coupon => ({
  orderId: 'order00000000003',
  title: '体验课',
  variantName: '周六 14:00',
  picture: 'ticket',
  tint: 4,
  codes: ['CUP-8F2K'],
  issuedAtMs: NOW_MS,
  ...other,
});
