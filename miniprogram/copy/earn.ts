export const earnCopy = {
  left: (things: number) => `今天还有 ${things} 件事能赚积分`,
  allDone: '今天能赚的都赚到了，明天见',
  timesLeft: (times: string) => `今天还能 ${times} 次`,
  done: '今天已完成',
  full: '今天已满',
  checkIn: '去签到',
  end: '别的办法开张了，会添在这里',
  emptyTitle: '赚积分的办法还在准备',
  emptyLine: '先去首页看看今天的台阶',
  emptyAction: '去首页',
};
