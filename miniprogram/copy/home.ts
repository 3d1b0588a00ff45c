import type { Home } from '../services/home';

const greetings: readonly (readonly [fromHour: number, text: string])[] = [
  [5, '早上好'],
  [11, '中午好'],
  [13, '下午好'],
  [18, '晚上好'],
  [23, '夜深了'],
];

const stepStates: Record<Home['weekStrip'][number]['state'], string> = {
  before: '还没来',
  done: '已签到',
  missed: '没有签到',
  today: '等你签到',
  upcoming: '还没到',
};

export const homeCopy = {
  greeting: (hour: number, name: string) =>
    `${greetings.reduce((text, [from, next]) => (hour >= from ? next : text), '夜深了')}，${name}`,
  welcome: '来了就是一阶，先签个到吧',
  notices: '通知',
  unread: (count: string) => `${count} 条新通知`,
  consentDue: '公约更新了',
  consentLine: '看一眼，同意后接着用',
  guide: '从这三步开始',
  guideDone: (done: string, all: string) => `${done} / ${all}`,
  guideSteps: {
    gift: { title: '收下见面礼', line: '大家给你备好的', act: '收下' },
    checkIn: { title: '第一次签到', line: '每天来，一天上一阶', act: '签到' },
    starter: { title: '领新手奖励', line: '签到做好了，可以领', act: '领取' },
  },
  guideDoneLine: '做好了',
  guideLockedLine: '签到以后就能领',
  rewarded: (points: string) => `收下了，+${points} 积分`,
  share: (community: string) => `${community}：每天一小步，一起上一阶`,
  memberDays: (days: string) => `来了 ${days} 天`,
  balanceDoor: (points: string) => `${points} 积分，看明细`,
  today: '今天',
  stepStates,
  gain: (points: number) => `+${points}`,
  streak: (days: string) => `已连续 ${days} 天`,
  noStreak: '今天从第一阶开始',
  ahead: (inDays: number, points: string, checkedIn: boolean) =>
    inDays > 1
      ? `再签 ${inDays} 天，那天领 ${points} 积分`
      : `${checkedIn ? '明天' : '今天'}签到，领 ${points} 积分`,
  checkIn: '签到',
  checkedIn: '已签到',
  earned: '积分到账',
  tierUp: '上了一阶',
  things: '今日小事',
  thingsMore: '全部',
  thingsDone: '今天能赚的都赚到了，明天见',
  thingsButCheckIn: '只等你签到，今天就齐了',
  timesLeft: (times: string) => `今天还能 ${times} 次`,
  tierMore: '看台阶',
  end: '今天就看到这里，明早见',
  tierLeft: (missing: string, next: string) => `再攒 ${missing} 成长值，就到${next}`,
  tierTop: '已经站在最高一阶',
  board: '本周榜单',
  boardMore: (rows: string) => `看前 ${rows} 名`,
  boardEmpty: '本周还没有人上榜，签到就站第一阶',
  me: '我',
  ownRank: (rank: string) => `第 ${rank} 名`,
  ownScore: (score: string) => `${score} 分`,
  notOnBoard: '本周还没有得分',
};
