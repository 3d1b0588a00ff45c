export const rankCopy = {
  title: '本周榜单',
  endsIn: (days: number) => (days > 0 ? `周日 24:00 揭晓，还有 ${days} 天` : '今晚 24:00 揭晓'),
  tieRule: '同分并列，先达到的排在前',
  emptyTitle: '本周还没有人上榜',
  emptyLine: '签到就有分，第一阶等你来站',
  emptyAction: '去签到',
  ownRank: (rank: string) => `第 ${rank} 名`,
  notScored: '签到就能上榜',
  toBoard: (points: string) => `距前十还差 ${points} 分`,
  toNext: (points: string, rank: number) => `离第 ${rank} 名还差 ${points} 分`,
  first: '站在最高的一阶',
};
