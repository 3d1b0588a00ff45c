import type { Profile } from '../services/profile';

type BadgeName = Profile['badges'][number]['badge'];

/** How a badge is called, what it says of what is reached, and what it wants next; one without words does not compile. */
const badges: Record<
  BadgeName,
  {
    readonly title: string;
    readonly reached: (value: number) => string;
    readonly wants: (goal: number) => string;
  }
> = {
  streak: {
    title: '晨光不断',
    reached: (value) => `曾连签 ${value} 天`,
    wants: (goal) => `连签 ${goal} 天就亮`,
  },
  tier: {
    title: '步步高',
    reached: (value) => `上了 ${value} 阶`,
    wants: (goal) => `再上 ${goal} 阶就亮`,
  },
  member_days: {
    title: '老邻居',
    reached: (value) => `来了 ${value} 天`,
    wants: (goal) => `来满 ${goal} 天就亮`,
  },
  week_podium: {
    title: '台上见',
    reached: (value) => `本周正在第 ${4 - value} 名`,
    wants: () => '本周进前三就亮',
  },
};

export const mineCopy = {
  memberDays: (community: string, days: string) => `${community} · 来了 ${days} 天`,
  balance: '积分',
  streak: '连续天数',
  rank: '本周名次',
  growth: (value: string) => `成长值 ${value}`,
  growthTop: '已经站在最高一阶',
  next: (name: string, value: string) => `下一阶 ${name} ${value}`,
  badges: '徽章',
  badgesCount: (reached: number, all: number) => `亮了 ${reached} / ${all} 级`,
  badgeWords: badges,
  groups: { daily: '每天', community: '社群', points: '积分', mall: '商城', others: '其他' },
  doors: {
    calendar: '签到月历',
    tasks: '任务',
    challenges: '挑战',
    invite: '邀请同伴',
    notices: '通知',
    claim: '认领社群',
    statement: '积分明细',
    earn: '赚积分',
    rules: '积分规则',
    orders: '我的订单',
    coupons: '我的卡券',
    addresses: '收货地址',
    settings: '设置',
    feedback: '意见反馈',
  },
  edit: '改昵称和头像',
  checks: {
    nicknameWaits: (nickname: string, seen: string) =>
      `昵称「${nickname}」审核中，现在别人看到的是「${seen}」`,
    nicknameRefused: (nickname: string) => `昵称「${nickname}」没有通过，换一个吧`,
    pictureWaits: '新头像审核中，通过后大家就能看到',
    pictureRefused: '新头像没有通过，换一张吧',
  },
  none: '–',
};
