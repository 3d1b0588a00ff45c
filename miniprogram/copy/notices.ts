export const noticesCopy = {
  today: '今天',
  unread: '未读',
  messages: '有消息，微信告诉你一声',
  left: (left: string) => `还能发 ${left} 条，允许一次多一条`,
  noneLeft: '允许一次，就能发一条',
  allow: '允许',
  allowed: (left: string) => `好，还能发 ${left} 条`,
  rejected: '没有允许，想要时再来',
  switchedOff: '先在微信设置里打开订阅消息，再回来',
  tail: {
    loading: '正在翻更早的',
    more: '看更早的',
    failed: '没有翻出来，再试一次',
    end: '最早的一条就在这里',
  },
  emptyTitle: '还没有通知',
  emptyLine: '有事会写在这里，不会漏',
};
