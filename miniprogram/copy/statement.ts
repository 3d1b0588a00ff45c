import type { EntryKind } from '../services/statement';

/** How a kind is called where one is chosen; a kind without a name does not compile. */
const kinds: Record<EntryKind, string> = {
  earn: '签到等收入',
  spend: '兑换',
  hold: '冻结',
  capture: '冻结后用掉',
  release: '冻结退回',
  expire: '到期',
  reverse: '退回和撤销',
  adjust: '调整',
  void: '作废',
};

export const statementCopy = {
  balance: '可用积分',
  frozen: (points: string) => `冻结 ${points}`,
  debt: (points: string) => `待补 ${points}`,
  expiry: (lastDay: string, points: string) => `${lastDay} 24:00，有 ${points} 积分到期`,
  directions: { all: '全部', in: '收入', out: '支出' },
  allKinds: '全部类型',
  kinds,
  cancel: '取消',
  held: (points: string) => `冻结 ${points}`,
  givenBack: (points: string) => `退回 ${points}`,
  after: (points: string) => `余额 ${points}`,
  monthIn: (points: string) => `收入 ${points}`,
  monthOut: (points: string) => `支出 ${points}`,
  tail: {
    loading: '正在翻更早的',
    more: '看更早的',
    failed: '没有翻出来，再试一次',
    end: '最早的一笔就在这里',
  },
  empty: {
    all: { heading: '还没有积分往来', line: '签个到，就有第一笔', action: '去签到' },
    in: { heading: '还没有收入', line: '签个到，就有第一笔', action: '去签到' },
    out: { heading: '还没有支出', line: '积分都在，慢慢想怎么用', action: '看全部' },
    kind: { heading: '这一类还没有', line: '换一类看看，或者看全部', action: '看全部' },
  },
};
