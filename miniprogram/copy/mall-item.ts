import type { MallItem } from '../services/mall';
import { units } from './units';

type Period = MallItem['limits'][number]['period'];

const periods: Record<Period, string> = { day: '每天', week: '每周', ever: '总共' };

/** The limit is used up; and when there is more again. */
const usedUp: Record<Period, string> = {
  day: '今天换满了，明天再来',
  week: '这周换满了，下周再来',
  ever: '能换的都换过了',
};

const refundable: Record<MallItem['refundable'], string> = {
  until_shipped: '寄出前可以取消，积分全退',
  until_used: '没用之前，运营可以帮你退',
  never: '换好以后不能退回',
};

export const mallItemCopy = {
  units,
  refundable,
  left: (left: string, unit: string) => `还有 ${left} ${unit}`,
  few: (left: string, unit: string) => `仅剩 ${left} ${unit}`,
  tierPrice: (tier: string) => `${tier}价`,
  exclusive: (tier: string) => `${tier}专享`,
  variants: '选一种',
  gone: '换完了',
  description: '说说它',
  tierPrices: '各等级的价',
  ordinary: '平时',
  rules: '怎么换',
  opensIn: '距离开换',
  closesIn: '距离收起来',
  gate: (tier: string) => `${tier}起可以换`,
  opens: (when: string) => `${when} 开换`,
  closes: (when: string) => `${when} 收起来`,
  limit: (period: Period, cap: string, unit: string, used: string) =>
    `${periods[period]}最多 ${cap} ${unit}，已换 ${used} ${unit}`,
  perOrder: (most: string, unit: string) => `一次最多 ${most} ${unit}`,
  ship: (days: string) => `${days} 天内寄出`,
  membershipDays: (days: string) => `会员 ${days} 天`,
  odds: '中什么，各有多大机会',
  nothing: '没有奖励',
  commitment: '今天的指纹',
  proof:
    '今天的种子已经定好，先公布它的 SHA-256 指纹，过了今天再公布种子。每次的号码由种子和订单编号算出来，到时在订单里点一下就能自己验。',
  copyCommitment: '复制指纹',
  donated: (sold: string) => `已经送出 ${sold} 份`,
  goal: (left: string) => `还差 ${left} 份`,
  goalReached: '都送到了',
  favourite: '收藏',
  share: '告诉朋友',
  shared: (title: string) => `我在换「${title}」，一起来攒积分`,
  balance: '可用积分',
  act: {
    others: (points: string) => `用 ${points} 积分兑换`,
    draw: (points: string) => `用 ${points} 积分抽签`,
    donation: (points: string) => `捐出 ${points} 积分`,
  },
  missing: (points: string) => `还差 ${points} 积分，去攒`,
  /** Nobody knows whether the last redemption came through. */
  unknown: '上次还没有回音，去问一下',
  obstacles: {
    upcoming: (clock: string) => `${clock} 后开换`,
    sold_out: '换完了',
    ended: '已经结束',
    paused: '先歇一歇，过会儿再来',
    usedUp,
    cardsFull: '补签卡够多了，先用掉',
    variantGone: '这一种换完了，看看别的',
  },
  isGone: { heading: '这件已经收起来了', line: '积分没有动，看看别的吧', action: '回商城' },
};
