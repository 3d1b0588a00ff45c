import { createHash } from 'node:crypto';
import type { Answers, Telling } from './answers';
import { orderTold } from './order-answers';

type Mall = Answers['mall'];
type Card = Mall['items'][number];
type ItemAnswer = Answers['mallItem'];
type Item = ItemAnswer['item'];

/** Which thing of the shelf, and how the member stands before it. */
export const mallPlaces = [
  'mallPoor',
  'item',
  'itemFlash',
  'itemDraw',
  'itemDonation',
  'itemPoor',
  'itemGone',
  'confirm',
  'confirmMany',
  'resultParcel',
  'resultCoupon',
  'resultDraw',
] as const;

export type MallPlace = (typeof mallPlaces)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As the other answers: Thursday, 07:26 in Shanghai. */
const NOW_MS = Date.UTC(2026, 5, 17, 23, 26);
const BALANCE = 2_480;

const plain: Card = {
  itemId: 'tote',
  kind: 'physical',
  category: 'goods',
  title: '小满帆布袋 第三版',
  line: '装得下一周的泥巴',
  picture: 'tote',
  tint: 2,
  pricePoints: 780,
  ordinaryPricePoints: 900,
  state: 'on_sale',
  onSaleFromMs: null,
  onSaleUntilMs: null,
  left: 26,
  sold: 74,
  tierGate: null,
  missingPoints: 0,
  isFavourite: true,
};

const cardOf = (itemId: string, other: Partial<Card>): Card => {
  const pricePoints = other.pricePoints ?? plain.pricePoints;
  const missingPoints = Math.max(0, pricePoints - BALANCE);
  return { ...plain, isFavourite: false, ordinaryPricePoints: pricePoints, missingPoints, ...other, itemId };
};

const shelf: readonly Card[] = [
  plain,
  cardOf('lot', {
    kind: 'draw',
    category: 'fun',
    title: '开窑抽签',
    line: '每天三支签',
    picture: 'star',
    tint: 4,
    pricePoints: 20,
    left: 4_200,
    sold: 800,
  }),
  cardOf('cup', {
    title: '第七窑手捏杯',
    line: '只烧了这一窑',
    picture: 'cup',
    tint: 1,
    pricePoints: 1_200,
    left: 3,
    sold: 9,
    tierGate: { level: 4, name: '含苞', isReached: true },
  }),
  cardOf('glaze', {
    title: '釉料盲盒',
    line: '四瓶小样，够试十二片',
    picture: 'gift',
    tint: 3,
    pricePoints: 680,
    state: 'upcoming',
    onSaleFromMs: NOW_MS + HOUR_MS / 2 + 4_000,
    left: 20,
    sold: 0,
  }),
  cardOf('tools', {
    title: '六件套工具卷',
    line: '换季清一批，卷起来就走',
    picture: 'crown',
    tint: 2,
    pricePoints: 2_600,
    onSaleUntilMs: NOW_MS + 2 * DAY_MS + 3 * HOUR_MS,
    left: 40,
    sold: 12,
  }),
  cardOf('class', {
    kind: 'coupon',
    category: 'coupons',
    title: '手捏杯体验课',
    line: '两小时捏一只自己的杯子',
    picture: 'ticket',
    tint: 4,
    pricePoints: 3_200,
    left: 8,
    sold: 46,
  }),
  cardOf('school', {
    kind: 'donation',
    category: 'care',
    title: '给山里的学校送一捧泥',
    line: '每 10 积分是一捧泥',
    picture: 'heart',
    tint: 1,
    pricePoints: 10,
    left: 386,
    sold: 614,
  }),
  cardOf('visit', {
    title: '柴窑开窑的位子',
    picture: 'card',
    tint: 3,
    pricePoints: 900,
    left: 12,
    sold: 3,
    tierGate: { level: 5, name: '盛放', isReached: false },
  }),
  cardOf('book', {
    title: '《捏一只杯子》',
    picture: 'book',
    tint: 3,
    pricePoints: 640,
    state: 'sold_out',
    left: 0,
  }),
];

const CATEGORIES = [
  { id: 'goods', title: '好物' },
  { id: 'coupons', title: '卡券' },
  { id: 'fun', title: '试手气' },
  { id: 'care', title: '公益' },
];

const mall: Mall = {
  nowMs: NOW_MS,
  balancePoints: BALANCE,
  tier: { level: 4, name: '含苞' },
  categories: CATEGORIES,
  bannerItemIds: ['glaze', 'tools'],
  items: [...shelf],
  openOrders: 2,
};

/** A little of everything is missing. */
const poor = <Each extends Card>(item: Each, balancePoints: number): Each => ({
  ...item,
  missingPoints: Math.max(0, item.pricePoints - balancePoints),
});

const poorMall: Mall = {
  ...mall,
  balancePoints: 15,
  items: shelf.map((item) => poor(item, 15)),
  openOrders: 0,
};

const found = (itemId: string): Card => shelf.find((item) => item.itemId === itemId) ?? plain;

const itemOf = (itemId: string, other: Partial<Item> = {}): Item => ({
  ...found(itemId),
  description: [],
  variants: [],
  maxPerOrder: 1,
  limits: [],
  mostNow: 1,
  tierPrices: [],
  needsAddress: false,
  refundable: 'never',
  shipWithinDays: 7,
  membershipDays: 0,
  draw: null,
  ...other,
});

const tote = itemOf('tote', {
  description: ['十二安厚帆布，能机洗。', '社里的小满印章，丝网手印，每只都有一点不同。'],
  variants: [
    { variantId: 'raw', name: '米白', left: 20 },
    { variantId: 'clay', name: '陶土红', left: 6 },
    { variantId: 'pine', name: '松绿', left: 0 },
  ],
  maxPerOrder: 2,
  limits: [{ period: 'ever', cap: 2, used: 0 }],
  mostNow: 2,
  tierPrices: [
    { name: '含苞', pricePoints: 780 },
    { name: '成林', pricePoints: 640 },
  ],
  needsAddress: true,
  refundable: 'until_shipped',
});

const PRIZES: NonNullable<Item['draw']>['prizes'] = [
  { title: '窑变', points: 200, makeUpCards: 0, chancePerMyriad: 50 },
  { title: '补签卡一张', points: 0, makeUpCards: 1, chancePerMyriad: 1_250 },
  { title: '天青', points: 30, makeUpCards: 0, chancePerMyriad: 3_700 },
  { title: '素坯', points: 0, makeUpCards: 0, chancePerMyriad: 5_000 },
];

const lot = itemOf('lot', {
  description: ['抽到什么看窑神的心情，几率都写在下面。'],
  maxPerOrder: 3,
  limits: [{ period: 'day', cap: 3, used: 1 }],
  mostNow: 2,
  draw: { prizes: PRIZES, commitment: createHash('sha256').update('the seed of one day').digest('hex') },
});

const school = itemOf('school', {
  description: ['攒够一千捧，社里就把泥和工具寄过去。'],
  maxPerOrder: 20,
  mostNow: 20,
});

const glaze = itemOf('glaze', {
  description: ['四瓶随机小样，够试十二片。'],
  limits: [{ period: 'ever', cap: 1, used: 0 }],
  needsAddress: true,
  refundable: 'until_shipped',
});

const told = (item: Item, balancePoints = BALANCE): ItemAnswer => ({
  nowMs: NOW_MS,
  balancePoints,
  item,
  addressId: item.needsAddress ? 'address00001' : null,
});

const ordinary: Readonly<Record<MallPlace, ItemAnswer>> = {
  mallPoor: told(tote),
  item: told(tote),
  itemFlash: told(glaze),
  itemDraw: told(lot),
  itemDonation: told(school),
  itemPoor: told(poor(itemOf('class', { description: tote.description }), 2_480)),
  itemGone: told({ ...itemOf('book'), mostNow: 0, needsAddress: true, refundable: 'until_shipped' }),
  confirm: told(tote),
  confirmMany: told(school),
  resultParcel: told(tote),
  resultCoupon: told(itemOf('class')),
  resultDraw: told(lot),
};

const LONG_TITLE = '山里来的陶匠人何大川和他的窑与猫以及院子里那';
const UNBROKEN = 'TitleWithoutAnyPlaceToBr';
const LONG_LINE = '院子里那棵老柿子树下的茶桌旁边的窑边的架子后面的小门进去右手边第三个台阶上面那间';
const LONG_TIER = '盛放到院子里的老柿子树';
const MOST = 9_999_999;

const longest = <Each extends Card>(item: Each, index: number): Each => ({
  ...item,
  title: index % 2 === 0 ? LONG_TITLE : UNBROKEN,
  line: LONG_LINE.slice(0, 40),
  pricePoints: MOST - 1,
  ordinaryPricePoints: MOST,
  missingPoints: index % 3 === 1 ? MOST - 1 : 0,
  left: item.left > 0 ? MOST : 0,
  sold: MOST,
  tierGate: item.tierGate && { ...item.tierGate, name: LONG_TIER },
});

const longestItem = (item: Item, index: number): Item => ({
  ...longest(item, index),
  description: [LONG_LINE.repeat(7).slice(0, 300), UNBROKEN.repeat(6)],
  variants: item.variants.map((variant) => ({ ...variant, name: LONG_LINE.slice(0, 12) })),
  limits: item.limits.map((limit) => ({ ...limit, cap: 100_000, used: 99_999 })),
  tierPrices: item.tierPrices.map((price, at) => ({ name: `${LONG_TIER}${at}`, pricePoints: MOST - at })),
  draw: item.draw && {
    ...item.draw,
    prizes: item.draw.prizes.map((prize) => ({
      ...prize,
      title: LONG_TITLE.slice(0, 20),
      points: MOST,
      makeUpCards: 999,
    })),
  },
});

const extremeMall: Mall = {
  ...mall,
  balancePoints: MOST,
  tier: { level: 5, name: LONG_TIER },
  categories: CATEGORIES.map((category) => ({ ...category, title: `${category.title}和别的一些东西` })),
  items: shelf.map(longest),
  openOrders: 9_999,
};

const mapped = (
  change: (answer: ItemAnswer, index: number) => ItemAnswer,
): Readonly<Record<MallPlace, ItemAnswer>> =>
  Object.fromEntries(mallPlaces.map((place, index) => [place, change(ordinary[place], index)])) as Record<
    MallPlace,
    ItemAnswer
  >;

export type MallAnswers = Pick<Answers, 'mall' | 'mallItem' | 'redeemItem' | 'setFavourite'>;

const items: Readonly<Record<Telling, Readonly<Record<MallPlace, ItemAnswer>>>> = {
  normal: ordinary,
  extreme: mapped((answer, index) => ({
    ...answer,
    balancePoints: MOST,
    item: longestItem(answer.item, index),
  })),
  empty: mapped((answer) => ({ ...answer, addressId: null })),
};

/** What is answered where one stands; undefined where nothing differs there. */
export function mallTold(action: keyof Answers, place: MallPlace, telling: Telling): unknown {
  if (action === 'mall' && place === 'mallPoor') return telling === 'normal' ? poorMall : undefined;
  if (action === 'mallItem') return items[telling][place];
  if (action !== 'order' && action !== 'redeemItem') return undefined;
  const orders = orderTold[telling];
  const byPlace: Partial<Record<MallPlace, Answers['order']>> = {
    resultCoupon: orders.orderCoupon,
    resultDraw: orders.orderDraw,
    itemDraw: orders.orderDraw,
  };
  const answer = byPlace[place] ?? orders.orderPlaced;
  return action === 'order' ? answer : { balancePoints: BALANCE, order: answer.order };
}

const answersWith = (telling: Telling, shown: Mall): MallAnswers => ({
  mall: shown,
  mallItem: items[telling].item,
  redeemItem: { balancePoints: shown.balancePoints, order: orderTold[telling].orderPlaced.order },
  setFavourite: { itemId: plain.itemId, isFavourite: true },
});

/** What is answered of the shelf. */
export const mallAnswersTold: Readonly<Record<Telling, MallAnswers>> = {
  normal: answersWith('normal', mall),
  extreme: answersWith('extreme', extremeMall),
  empty: answersWith('empty', {
    ...mall,
    balancePoints: 0,
    tier: { level: 1, name: '新芽' },
    categories: [],
    bannerItemIds: [],
    items: [],
    openOrders: 0,
  }),
};
