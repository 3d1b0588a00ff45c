export const mineCopy = {
  memberDays: (community: string, days: number) => `${community} · 来了 ${days} 天`,
  balance: '积分',
  streak: '连续天数',
  rank: '本周名次',
  growth: (value: string, next: string | undefined) =>
    next ? `成长值 ${value} / ${next}` : `成长值 ${value}`,
  next: (name: string) => `下一阶 ${name}`,
};
