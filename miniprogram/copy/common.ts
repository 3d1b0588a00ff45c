/** Said on more than one page. */
export const commonCopy = {
  failedTitle: '这一阶暂时断开了',
  failedLine: '网络不太顺，签到和积分都没有丢',
  retry: '再试一次',
  /** `code`: the last characters of the request id. */
  failedCode: (code: string) => `仍不行？截图发给群主 · 编号 ${code}`,
  points: '积分',
  score: (weekScore: number) => `${weekScore} 分`,
};
