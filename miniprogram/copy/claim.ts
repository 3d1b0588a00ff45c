export const claimCopy = {
  modes: {
    offered: { title: '这个社群还没有主理人', line: '还没有人接下，你可以来' },
    byCode: { title: '这个社群还没有主理人', line: '部署时得到的认领码，填在这里' },
    taken: { title: '已经有主理人了', line: '有事在群里喊一声，主理人看得到' },
    done: { title: '社群交给你了', line: '你现在是主理人，先去首页看看大家' },
  },
  does: '主理人做什么',
  duties: [
    { icon: 'invite', hue: 'lake', title: '迎新人', line: '看申请，决定谁能进来' },
    { icon: 'coin', hue: 'sun', title: '管积分', line: '选出好内容，算错了能更正' },
    { icon: 'shield', hue: 'brand', title: '分分工', line: '请人帮忙，谁能做什么由你给' },
  ],
  note: '以后也能请别人一起当主理人',
  take: '我来当主理人',
  code: '认领码',
  codePlaceholder: '粘贴或输入认领码',
  claim: '认领',
  codeMissing: '先填认领码',
  /** Where no code was asked for, none can be wrong. */
  offerGone: '刚刚有人先接下了',
  home: '去首页',
};
