export const couponsCopy = {
  copy: '复制',
  issued: (when: string) => `${when} 到手`,
  waiting: '券码在路上，到了会在这里',
  tail: {
    loading: '正在翻更早的',
    more: '看更早的',
    failed: '没有翻出来，再试一次',
    end: '最早的一张就在这里',
  },
  emptyTitle: '还没有卡券',
  emptyLine: '换到的券码都会收在这里',
  toMall: '去商城',
};
