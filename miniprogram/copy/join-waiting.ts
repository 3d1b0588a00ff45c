export const joinWaitingCopy = {
  queued: {
    heading: '收到了，正等人看一眼',
    line: '一般一天以内就有结果',
  },
  steps: [
    { title: '申请已经送到', line: (day: string) => `${day}，回答都在` },
    { title: '管理员看一眼', line: () => '真人看，不着急' },
    { title: '结果送到通知里', line: () => '你可以先离开，回来也在这里' },
  ],
  allow: '有结果时微信告诉我',
  allowed: '有结果时，微信会告诉你',
  notAllowed: {
    rejected: '好，结果会放在通知里',
    switchedOff: '微信里关掉了消息，可以到设置里打开',
  },
  notices: '看看通知',
  rejected: { heading: '这次没能一起', line: '谢谢你花时间告诉我们' },
  askedAgain: { heading: '还差一点点', line: '补充好，再提交一次就行' },
  mayApply: (at: string) => `${at} 之后，可以再来一次`,
  mayApplyNow: '现在就可以再来一次',
  applyAgain: '再申请一次',
  goOn: '去补充',
};
