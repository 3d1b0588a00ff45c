const greetings: readonly (readonly [fromHour: number, text: string])[] = [
  [5, '早上好'],
  [11, '中午好'],
  [13, '下午好'],
  [18, '晚上好'],
  [23, '夜深了'],
];

export const homeCopy = {
  greeting: (hour: number, name: string) =>
    `${greetings.reduce((text, [from, next]) => (hour >= from ? next : text), '夜深了')}，${name}`,
  welcome: '来了就是一阶，先签个到吧',
  memberDays: (days: number) => `来了 ${days} 天`,
  today: '今天',
  gain: (points: number) => `+${points}`,
  streak: (days: number) => (days > 0 ? `已连续 ${days} 天` : '今天从第一阶开始'),
  ahead: (inDays: number, points: number, checkedIn: boolean) =>
    inDays > 1 ? `再签 ${inDays} 天，那天领 ${points}` : `${checkedIn ? '明天' : '今天'}签到领 ${points}`,
  checkIn: '签到',
  checkedIn: '已签到',
  tierLeft: (missing: string, next: string) => `再攒 ${missing} 成长值，就到${next}`,
  tierTop: '已经站在最高一阶',
  board: '本周榜单',
  boardMore: '看前十',
  boardEmpty: '本周还没有人上榜，签到就能上',
  me: '我',
  ownRank: (rank: number) => `第 ${rank} 名`,
  notOnBoard: '本周还没有得分',
};
