import { createHash, createHmac } from 'node:crypto';
import type { Answers, Telling } from './answers';

type Order = Answers['order']['order'];
type Line = Answers['orders']['orders'][number];
type Coupon = Answers['coupons']['coupons'][number];
type Address = Answers['addresses']['addresses'][number];
type Fact = Order['facts'][number];

/** Where an order may have got to. */
export const orderPlaces = [
  'orderPlaced',
  'orderShipped',
  'orderReceived',
  'orderCoupon',
  'orderDraw',
  'orderRevealed',
  'orderCancelled',
  'orderRefunded',
] as const;

export type OrderPlace = (typeof orderPlaces)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As the other answers: Thursday, 07:26 in Shanghai. */
const NOW_MS = Date.UTC(2026, 5, 17, 23, 26);

const address: Address = {
  addressId: 'address00001',
  recipient: '林知夏',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  county: '西湖区',
  regionCode: '330106',
  detail: '青禾路 18 号小满工坊 2 楼',
  isDefault: true,
};

const addresses: readonly Address[] = [
  address,
  {
    ...address,
    addressId: 'address00002',
    recipient: '林妈妈',
    phone: '13912345678',
    province: '北京市',
    city: '北京市',
    county: '东城区',
    regionCode: '110101',
    detail: '东四北大街 6 号院 3 单元 502',
    isDefault: false,
  },
];

const { addressId: _id, isDefault: _default, ...destination } = address;

const tote: Line = {
  orderId: 'order00000000001',
  itemId: 'tote-3',
  kind: 'physical',
  title: '小满帆布袋 第三版',
  variantName: '米白',
  picture: 'tote',
  tint: 2,
  quantity: 1,
  pointsSpent: 900,
  state: 'placed',
  placedAtMs: NOW_MS - 2 * HOUR_MS,
  isOverdue: false,
};

const book: Line = {
  ...tote,
  orderId: 'order00000000002',
  itemId: 'book-1',
  title: '《捏一只杯子》',
  variantName: '',
  picture: 'book',
  tint: 3,
  quantity: 2,
  pointsSpent: 1_280,
  state: 'placed',
  placedAtMs: NOW_MS - 9 * DAY_MS,
  isOverdue: true,
};

const ticket: Line = {
  ...tote,
  orderId: 'order00000000003',
  itemId: 'ticket-1',
  kind: 'coupon',
  title: '手捏杯体验课',
  variantName: '周六 14:00',
  picture: 'ticket',
  tint: 4,
  quantity: 2,
  pointsSpent: 2_400,
  state: 'issued',
  placedAtMs: NOW_MS - 3 * DAY_MS,
};

const draw: Line = {
  ...tote,
  orderId: 'order00000000004',
  itemId: 'draw-1',
  kind: 'draw',
  title: '晨光抽一抽',
  variantName: '',
  picture: 'card',
  tint: 1,
  quantity: 3,
  pointsSpent: 60,
  state: 'issued',
  placedAtMs: NOW_MS - DAY_MS,
};

const lines: readonly Line[] = [
  tote,
  draw,
  ticket,
  book,
  { ...tote, orderId: 'order00000000005', state: 'shipped', placedAtMs: NOW_MS - 12 * DAY_MS },
  { ...book, orderId: 'order00000000006', state: 'cancelled', isOverdue: false },
];

const fact = (state: Fact['state'], atMs: number, by: Fact['by'] = 'member', reason = ''): Fact => ({
  state,
  atMs,
  by,
  reason,
});

const orderOf = (line: Line, other: Partial<Order> = {}): Order => ({
  ...line,
  facts: [fact('placed', line.placedAtMs)],
  address: null,
  shipping: null,
  receivesAtMs: null,
  shipUntilMs: null,
  codes: [],
  makeUpCards: 0,
  membershipDays: 0,
  draws: [],
  proof: null,
  canCancel: false,
  canConfirm: false,
  ...other,
});

const PRIZES: Order['draws'][number]['prize'][] = [
  { title: '三百积分', points: 300, makeUpCards: 0, chancePerMyriad: 50 },
  { title: '补签卡一张', points: 0, makeUpCards: 1, chancePerMyriad: 1_250 },
  { title: '三十积分', points: 30, makeUpCards: 0, chancePerMyriad: 3_700 },
  { title: '谢谢你来', points: 0, makeUpCards: 0, chancePerMyriad: 5_000 },
];

const SEED = createHash('sha256').update('the seed of one day').digest();

function drawnAt(index: number, prizes: readonly Order['draws'][number]['prize'][]) {
  const roll = createHmac('sha256', SEED).update(`${draw.orderId}:${index}`).digest().readUInt32BE() % 10_000;
  let bound = 0;
  const prize = prizes.find(({ chancePerMyriad }) => (bound += chancePerMyriad) > roll);
  return prize ? [{ roll, prize }] : [];
}

const drawnWith = (prizes: Order['draws'][number]['prize'][], isRevealed: boolean): Partial<Order> => ({
  facts: [fact('placed', draw.placedAtMs), fact('issued', draw.placedAtMs, 'system')],
  draws: [0, 1, 2].flatMap((index) => drawnAt(index, prizes)),
  proof: {
    day: isRevealed ? '2026-06-17' : '2026-06-18',
    commitment: createHash('sha256').update(SEED).digest('hex'),
    seed: isRevealed ? SEED.toString('hex') : null,
    revealsAtMs: Date.UTC(2026, 5, isRevealed ? 17 : 18, 16, 10),
    prizes,
  },
});

const shipping = { carrier: '顺丰速运', number: 'SF1442083390175' };
const parcel = { ...tote, placedAtMs: NOW_MS - 4 * DAY_MS };
const sent: readonly Fact[] = [
  fact('placed', parcel.placedAtMs),
  fact('shipped', parcel.placedAtMs + 30 * HOUR_MS, 'operator'),
];

const ordinary: Readonly<Record<OrderPlace, Order>> = {
  orderPlaced: orderOf(tote, { address: destination, shipUntilMs: NOW_MS + 7 * DAY_MS, canCancel: true }),
  orderShipped: orderOf(
    { ...parcel, state: 'shipped' },
    {
      facts: [...sent],
      address: destination,
      shipping,
      receivesAtMs: NOW_MS + 7 * DAY_MS - HOUR_MS,
      canConfirm: true,
    },
  ),
  orderReceived: orderOf(
    { ...parcel, state: 'received' },
    {
      facts: [...sent, fact('received', NOW_MS - HOUR_MS, 'system', '到时间自动确认')],
      address: destination,
      shipping,
    },
  ),
  orderCoupon: orderOf(ticket, {
    facts: [fact('placed', ticket.placedAtMs), fact('issued', ticket.placedAtMs, 'system')],
    codes: ['CUP-8F2K-77QX', 'CUP-3MZA-Y41N'],
  }),
  orderDraw: orderOf({ ...draw, placedAtMs: NOW_MS - HOUR_MS }, drawnWith(PRIZES, false)),
  orderRevealed: orderOf(draw, drawnWith(PRIZES, true)),
  orderCancelled: orderOf(
    { ...parcel, state: 'cancelled' },
    { facts: [fact('placed', parcel.placedAtMs), fact('cancelled', NOW_MS - HOUR_MS)], address: destination },
  ),
  orderRefunded: orderOf(
    { ...parcel, state: 'refunded' },
    {
      facts: [...sent, fact('refunded', NOW_MS - HOUR_MS, 'operator', '包裹丢了')],
      address: destination,
      shipping,
    },
  ),
};

const LONG_NAME = '山里来的陶匠人何大川和他的窑与猫以及院子里那';
const UNBROKEN = 'OrderTitleWithoutAnySpaceInItThatWouldBreakTheLine';
const LONG_PLACE = '院子里那棵老柿子树下的茶桌旁边的窑边的架子后面的小门进去右手边第三个台阶上面那间屋';
const MOST = 9_999_999;

const longest = <Given extends Line | Coupon>(given: Given, index: number): Given => ({
  ...given,
  title: index % 2 === 0 ? LONG_NAME : UNBROKEN,
  variantName: '院子里那棵老柿子树下的茶',
  ...('pointsSpent' in given ? { quantity: 9_999, pointsSpent: MOST } : {}),
});

const longestAddress = (given: Omit<Address, 'addressId' | 'isDefault'>) => ({
  ...given,
  recipient: LONG_NAME,
  province: '新疆维吾尔自治区',
  city: '克孜勒苏柯尔克孜自治州',
  county: '巴里坤哈萨克自治县以及很远的地方',
  detail: `${LONG_PLACE}${LONG_PLACE.slice(0, 38)}`,
});

const longestOrder = (order: Order, index: number): Order => ({
  ...longest(order, index),
  facts: order.facts.map((each) => ({ ...each, reason: LONG_PLACE })),
  address: order.address && longestAddress(order.address),
  shipping: order.shipping && {
    carrier: '山里来的陶匠人何大川的快递公司第一分部',
    number: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
  },
  codes: order.codes.map((code) => `${code}-${'LONGER'.repeat(12)}`),
  draws: order.draws.map((each) => ({
    ...each,
    prize: { ...each.prize, title: LONG_NAME.slice(0, 20), points: MOST, makeUpCards: 999 },
  })),
  proof: order.proof && {
    ...order.proof,
    prizes: order.proof.prizes.map((each) => ({ ...each, title: LONG_NAME.slice(0, 20) })),
  },
});

const mapped = (change: (order: Order, index: number) => Order): Readonly<Record<OrderPlace, Order>> => ({
  orderPlaced: change(ordinary.orderPlaced, 0),
  orderShipped: change(ordinary.orderShipped, 1),
  orderReceived: change(ordinary.orderReceived, 2),
  orderCoupon: change(ordinary.orderCoupon, 3),
  orderDraw: change(ordinary.orderDraw, 4),
  orderRevealed: change(ordinary.orderRevealed, 5),
  orderCancelled: change(ordinary.orderCancelled, 6),
  orderRefunded: change(ordinary.orderRefunded, 7),
});

/** What `order` answers, wherever it has got to. */
export const orderTold: Readonly<Record<Telling, Readonly<Record<OrderPlace, Answers['order']>>>> = {
  normal: withNow(ordinary),
  extreme: withNow(mapped(longestOrder)),
  empty: withNow(ordinary),
};

function withNow(
  orders: Readonly<Record<OrderPlace, Order>>,
): Readonly<Record<OrderPlace, Answers['order']>> {
  const told = Object.entries(orders).map(([place, order]) => [place, { nowMs: NOW_MS, order }] as const);
  return Object.fromEntries(told) as Record<OrderPlace, Answers['order']>;
}

export type OrderAnswers = Pick<
  Answers,
  | 'orders'
  | 'order'
  | 'cancelOrder'
  | 'confirmReceipt'
  | 'coupons'
  | 'addresses'
  | 'saveAddress'
  | 'removeAddress'
>;

const coupons: readonly Coupon[] = [
  { ...couponOf(ticket), codes: ['CUP-8F2K-77QX', 'CUP-3MZA-Y41N'] },
  {
    ...couponOf({ ...ticket, orderId: 'order00000000008' }),
    title: '拉坯课八折券',
    codes: ['WHEEL-80-MORNING'],
  },
];

function couponOf({ orderId, title, variantName, picture, tint, placedAtMs }: Line): Omit<Coupon, 'codes'> {
  return { orderId, title, variantName, picture, tint, issuedAtMs: placedAtMs };
}

function answersWith(
  told: readonly Line[],
  owned: readonly Coupon[],
  book: readonly Address[],
  places: Readonly<Record<OrderPlace, Answers['order']>>,
): OrderAnswers {
  const kept = { addresses: [...book], most: 20 };
  return {
    orders: { nowMs: NOW_MS, orders: [...told], nextCursor: null },
    order: places.orderPlaced,
    cancelOrder: { balancePoints: 3_380, order: places.orderCancelled.order },
    confirmReceipt: { order: places.orderReceived.order },
    coupons: { coupons: [...owned], nextCursor: null },
    addresses: kept,
    saveAddress: { ...kept, addressId: address.addressId },
    removeAddress: kept,
  };
}

/** What is answered of orders, coupons and addresses. */
export const orderAnswersTold: Readonly<Record<Telling, OrderAnswers>> = {
  normal: answersWith(lines, coupons, addresses, orderTold.normal),
  extreme: answersWith(
    lines.map(longest),
    coupons.map((coupon, index) => ({
      ...longest(coupon, index),
      codes: coupon.codes.map((code) => `${code}-${'LONGER'.repeat(12)}`),
    })),
    addresses.map((each) => ({ ...each, ...longestAddress(each) })),
    orderTold.extreme,
  ),
  empty: answersWith([], [], [], orderTold.empty),
};
