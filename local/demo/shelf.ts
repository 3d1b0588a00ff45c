import type { DayNumber } from '../../cloudfunctions/community/time';
import { LOCAL_OWNERS } from '../local-owners';
import { hourAndMinute, instantOf } from './calendar';
import { HISTORY_DAYS } from './cast';
import { stepOf, type Goods, type Step } from './step';

type Item = Goods['item'];

const PLAIN = {
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
} satisfies Partial<Item>;

/** The first of them stands first. */
export function shelfSteps(today: DayNumber): Step[] {
  const opensAtMs = instantOf(today - HISTORY_DAYS, hourAndMinute(7, 0));
  const goods = [...parcels(), ...codes(), ...atOnce(), ...offersOf(today)];
  return goods.map((each, index) =>
    // What is listed last stands first.
    stepOf(LOCAL_OWNERS[0], opensAtMs + (goods.length - index) * 1_000, { kind: 'shelve', goods: each }),
  );
}

const parcels = (): Goods[] => [
  {
    stock: 30,
    codes: [],
    item: {
      ...PLAIN,
      itemId: 'tote',
      kind: 'physical',
      category: 'goods',
      title: '小满帆布包',
      line: '装得下一周的泥巴',
      description: ['十二安厚帆布，能机洗。', '社里的小满印章，丝网手印，每只都有一点不同。'],
      picture: 'tote',
      tint: 1,
      pricePoints: 260,
      tierPrices: [{ fromLevel: 4, pricePoints: 220 }],
      limits: { perDay: null, perWeek: null, ever: 2 },
      maxPerOrder: 2,
      variants: [
        { variantId: 'raw', name: '米白' },
        { variantId: 'clay', name: '陶土红' },
      ],
    },
  },
  {
    stock: 6,
    codes: [],
    item: {
      ...PLAIN,
      itemId: 'kiln-cup',
      kind: 'physical',
      category: 'goods',
      title: '第七窑手捏杯',
      line: '只烧了这一窑',
      description: ['社友一起捏、一起等的一窑，釉色是雨后的湖。', '每只容量约 220 毫升，可以进洗碗机。'],
      picture: 'cup',
      tint: 3,
      pricePoints: 900,
      minTierLevel: 4,
      limits: { perDay: null, perWeek: null, ever: 1 },
    },
  },
];

const codes = (): Goods[] => [
  {
    stock: 0,
    codes: codesOf('XMDZS', 60),
    item: {
      ...PLAIN,
      itemId: 'e-book',
      kind: 'coupon',
      category: 'coupons',
      title: '《拉坯手记》电子书',
      line: '兑换码，马上能看',
      description: ['两百页，四十张步骤图。', '拿到码后在读书应用里兑换，一个码用一次。'],
      picture: 'book',
      tint: 2,
      pricePoints: 120,
      limits: { perDay: null, perWeek: null, ever: 1 },
    },
  },
  {
    stock: 0,
    codes: codesOf('CYCG', 2),
    item: {
      ...PLAIN,
      itemId: 'kiln-visit',
      kind: 'coupon',
      category: 'coupons',
      title: '柴窑开窑参观',
      line: '到场报码',
      description: ['这个月最后一个周六，龙泉溪边。', '名额只有两个。'],
      picture: 'ticket',
      tint: 4,
      pricePoints: 200,
      limits: { perDay: null, perWeek: null, ever: 1 },
    },
  },
];

const atOnce = (): Goods[] => [
  {
    stock: 500,
    codes: [],
    item: {
      ...PLAIN,
      itemId: 'make-up-card',
      kind: 'make_up_card',
      category: 'cards',
      title: '补签卡',
      line: '忘了一天也不怕',
      description: ['补上漏掉的一天，连签不断。'],
      picture: 'card',
      tint: 2,
      pricePoints: 60,
      limits: { perDay: null, perWeek: 2, ever: null },
      maxPerOrder: 2,
    },
  },
  {
    stock: 5_000,
    codes: [],
    item: {
      ...PLAIN,
      itemId: 'kiln-lot',
      kind: 'draw',
      category: 'fun',
      title: '开窑抽签',
      line: '每天三支签',
      description: ['抽到什么看窑神的心情，几率都写在下面。'],
      picture: 'star',
      tint: 4,
      pricePoints: 20,
      limits: { perDay: 3, perWeek: null, ever: null },
      maxPerOrder: 3,
      prizes: [
        { title: '窑变', points: 200, makeUpCards: 0, chancePerMyriad: 100 },
        { title: '补签卡一张', points: 0, makeUpCards: 1, chancePerMyriad: 800 },
        { title: '天青', points: 30, makeUpCards: 0, chancePerMyriad: 2_000 },
        { title: '月白', points: 10, makeUpCards: 0, chancePerMyriad: 3_100 },
        { title: '素坯', points: 0, makeUpCards: 0, chancePerMyriad: 4_000 },
      ],
    },
  },
  {
    stock: 1_000,
    codes: [],
    item: {
      ...PLAIN,
      itemId: 'clay-for-school',
      kind: 'donation',
      category: 'care',
      title: '给山里的学校送一袋泥',
      line: '每 10 积分是一捧泥',
      description: ['攒够一千捧，社里就把泥和工具寄过去。', '捐出的积分不退回。'],
      picture: 'heart',
      tint: 1,
      pricePoints: 10,
      maxPerOrder: 20,
    },
  },
];

/** What opens tomorrow evening, and what closes in three days. */
const offersOf = (today: DayNumber): Goods[] => [
  {
    stock: 20,
    codes: [],
    item: {
      ...PLAIN,
      itemId: 'glaze-box',
      kind: 'physical',
      category: 'goods',
      title: '釉料盲盒',
      line: '明晚八点，只有二十盒',
      description: ['四瓶随机小样，够试十二片。'],
      picture: 'gift',
      tint: 3,
      pricePoints: 150,
      limits: { perDay: null, perWeek: null, ever: 1 },
      onSaleFromMs: instantOf(today + 1, hourAndMinute(20, 0)),
    },
  },
  {
    stock: 40,
    codes: [],
    item: {
      ...PLAIN,
      itemId: 'tool-roll',
      kind: 'physical',
      category: 'goods',
      title: '六件套工具卷',
      line: '换季清一批，三天后收起来',
      description: ['修坯刀、海绵、割线、钢片、木刀、毛笔，卷起来就走。'],
      picture: 'crown',
      tint: 2,
      pricePoints: 380,
      tierPrices: [
        { fromLevel: 3, pricePoints: 340 },
        { fromLevel: 5, pricePoints: 300 },
      ],
      limits: { perDay: null, perWeek: null, ever: 1 },
      onSaleUntilMs: instantOf(today + 3, hourAndMinute(22, 0)),
    },
  },
];

const codesOf = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index * 7919 + 1_001).padStart(6, '0')}`);
