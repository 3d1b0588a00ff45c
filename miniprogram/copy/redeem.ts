import type { MallItem } from '../services/mall';
import type { Order } from '../services/orders';
import { mallItemCopy } from './mall-item';

type Period = MallItem['limits'][number]['period'];

const limits: Record<Period, string> = { day: '今天', week: '这周', ever: '总共' };

const heads: Record<Order['kind'], string> = {
  physical: '换好了，等它出门',
  coupon: '换好了，券码在这里',
  make_up_card: '补签卡到账了',
  membership_days: '会员天数到账了',
  draw: '抽好了',
  donation: '心意送到了，谢谢你',
};

/** On the sun, while it is up. */
const joys: Record<Order['kind'], { readonly gain: string; readonly word: string }> = {
  physical: { gain: '换好', word: '等它出门' },
  coupon: { gain: '到手', word: '券码收好' },
  make_up_card: { gain: '到账', word: '漏了也不怕' },
  membership_days: { gain: '到账', word: '慢慢享用' },
  draw: { gain: '抽中', word: '手气真好' },
  donation: { gain: '谢谢', word: '心意送到' },
};

export const redeemCopy = {
  quantity: '数量',
  fewer: '少一份',
  more: '多一份',
  mostNow: (most: string, unit: string) => `现在最多 ${most} ${unit}`,
  address: '寄到哪里',
  addAddress: '填一个收货地址',
  addAddressLine: '填好就回到这里',
  before: '现有',
  after: '换后剩余',
  tierStays: '等级不受影响',
  needAddress: '先填收货地址',
  askAgain: '再问一次',
  /** Nobody knows whether it came through. */
  unknown: '刚才那次还没有回音，不知道成没成。再点一次就知道，不会换两次',
  priceChanged: (points: string) => `价格刚刚变成 ${points} 积分，看好再点一次`,
  insufficient: (points: string) => `还差 ${points} 积分，先攒一攒`,
  usedUp: mallItemCopy.obstacles.usedUp,
  limitLeft: (period: Period, left: string) => `${limits[period]}还能换 ${left}，数量改好再点一次`,
  quantityTooLarge: (most: string) => `一次最多 ${most}，数量改好再点一次`,
  upcoming: (when: string) => `还没开换，${when} 再来`,
  ended: '刚刚结束了，积分没有动',
  paused: '刚刚停了一下，积分没有动',
  tierTooLow: (tier: string) => `到了${tier}就能换`,
  heads,
  joys,
  drawnNothing: '这次没抽中，谢谢你来',
  drawn: (index: string) => `第 ${index} 次`,
  codes: '券码',
  codesLeft: (count: string) => `还有 ${count} 个在路上，到了放进卡券`,
  shipUntil: (day: string) => `最晚${day}寄出`,
  cards: (count: string) => `补签卡 ${count} 张，已经放进账户`,
  membershipDays: (days: string) => `会员 ${days} 天，已经加上`,
  donated: (points: string) => `送出了 ${points} 积分`,
  spent: '用了',
  balance: '还剩',
  toOrder: '看订单',
  toMall: '回商城',
};
