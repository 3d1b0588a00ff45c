import type { OrderLine, OrderState } from '../services/orders';

/** What a state is called; one without a name does not compile. */
const states: Record<OrderState, string> = {
  placed: '待发货',
  shipped: '待收货',
  received: '已收货',
  issued: '已发放',
  cancelled: '已取消',
  refunded: '已退回',
};

/** What was had at once is called by what it is. */
const issued: Record<OrderLine['kind'], string> = {
  physical: states.issued,
  coupon: states.issued,
  make_up_card: '已到账',
  membership_days: '已到账',
  draw: '已抽签',
  donation: '已送出',
};

export const ordersCopy = {
  all: '全部',
  others: '其他',
  close: '取消',
  states,
  issued,
  /** What is not sent, but given out a little later. */
  issuing: '发放中',
  quantity: (quantity: string) => `×${quantity}`,
  overdue: '晚了，正在催',
  today: '今天',
  copy: '复制',
  notCopied: '没有复制上，再试一次',
  tail: {
    loading: '正在翻更早的',
    more: '看更早的',
    failed: '没有翻出来，再试一次',
    end: '最早的一单就在这里',
  },
  empty: {
    all: { heading: '还没有兑换过', line: '去商城看看，有什么喜欢的' },
    state: { heading: '这里还没有订单', line: '换一类看看，或者去商城' },
  },
  toMall: '去商城',
};
