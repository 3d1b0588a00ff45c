/** Said on more than one page. */
export const commonCopy = {
  product: '群阶',
  failedTitle: '这一阶暂时断开了',
  failedLine: '网络不太顺，签到和积分都没有丢',
  brokenLine: '我们这边出了点问题，签到和积分都在',
  retry: '再试一次',
  /** `code`: the last characters of the request id; empty where the request found no way out at all. */
  failedNote: (code: string) => (code ? `仍不行？截图发给群主 · 编号 ${code}` : '仍不行？过会儿再来看看'),
  loading: '正在打开',
  points: '积分',
  noName: '还没起名',
  rank: (rank: string) => `第 ${rank} 名`,
  stale: '网络不太顺，看到的是刚才的，点这里再试',
  makeUpCards: (count: string) => `补签卡 ${count} 张`,
  score: (score: string) => `${score} 分`,
  today: '今天',
  tomorrow: '明天',
  daysAndHours: (days: number, hours: number) => `${days} 天 ${hours} 小时`,
};
