import { units } from './units';

export const mallCopy = {
  balance: '可用积分',
  balanceDoor: (points: string) => `${points} 积分，看明细`,
  orders: '我的订单',
  ordersOpen: (count: string) => `我的订单，${count} 单还没到`,
  coupons: '卡券',
  /** Nobody knows whether it came through. */
  unknown: (title: string) => `「${title}」那次兑换还没有回音，点开问一下`,
  unknownGone: '有一次兑换还没有回音，点开问一下',
  all: '全部',
  filters: { reachable: '换得起', favourites: '收藏' },
  banner: {
    upcoming: (when: string) => `${when} 开换`,
    on_sale: (when: string) => `${when} 收起来`,
    opensIn: '还有',
    closesIn: '还剩',
  },
  near: '快够了',
  missing: (points: string) => `还差 ${points} 积分`,
  /** What stands on the picture, by how the item stands. */
  marks: {
    upcoming: (when: string) => `${when} 开换`,
    sold_out: '换完了',
    ended: '已结束',
    paused: '先歇一歇',
    gate: (tier: string) => `${tier}起可换`,
    exclusive: (tier: string) => `${tier}专享`,
    tierPrice: (tier: string) => `${tier}价`,
  },
  few: (left: string, kind: keyof typeof units) => `仅剩 ${left} ${units[kind]}`,
  sold: (sold: string) => `已换 ${sold}`,
  empty: { heading: '货架正在整理', line: '好物还没有上架，积分先替你存着', action: '去攒积分' },
  nothing: {
    reachable: { heading: '离它们还差一点', line: '每天签到，很快就够了' },
    favourites: { heading: '还没有收藏', line: '喜欢哪件，点一下心' },
    category: { heading: '这一类暂时是空的', line: '看看别的，或者过两天再来' },
  },
  seeAll: '看全部',
  end: '都在这里了',
};
