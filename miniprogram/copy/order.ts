import type { Order, OrderState } from '../services/orders';

const facts: Record<Exclude<OrderState, 'issued'>, string> = {
  placed: '兑换了',
  shipped: '寄出了',
  received: '收到了',
  cancelled: '取消了',
  refunded: '退回了',
};

/** What is had at once, by kind. */
const issuedFacts: Record<Order['kind'], string> = {
  physical: '发放了',
  coupon: '到手了',
  make_up_card: '到账了',
  membership_days: '到账了',
  draw: '抽好了',
  donation: '送出了',
};

/** What was got, by kind, once it is issued. */
const issued: Record<Order['kind'], string> = {
  physical: '发放了，收好',
  coupon: '券码到手了',
  make_up_card: '补签卡到账了',
  membership_days: '会员天数到账了',
  draw: '抽好了，看看结果',
  donation: '心意送到了，谢谢你',
};

const by: Record<Order['facts'][number]['by'], string> = { member: '我', operator: '运营', system: '系统' };

export const orderCopy = {
  heads: {
    placed: '等着发货',
    issuing: '马上就到',
    shipped: '在路上了',
    received: '收到了，喜欢就好',
    issued,
    cancelled: '已经取消',
    refunded: '已经退回',
  },
  shipUntil: (day: string) => `最晚${day}寄出`,
  overdue: '比说好的晚了，我们在催',
  canCancel: '发货前可以取消',
  receives: (days: string) => `${days} 天后自动确认收货`,
  receivesSoon: '一天之内自动确认收货',
  pointsBack: (points: string) => `${points} 积分已经退回`,
  confirm: '确认收货',
  confirmAsk: '东西到手了，再确认',
  confirmed: '好，确认收货了',
  cancel: '取消兑换',
  cancelling: '正在取消',
  cancelAsk: (points: string) => `取消后，${points} 积分马上退回`,
  keep: '先留着',
  notYet: '还没到',
  cancelled: (points: string) => `取消好了，余额 ${points} 积分`,
  /** Why it cannot be cancelled any more, by where it has got to. */
  notCancellable: {
    placed: '现在取消不了，请看一眼最新进度',
    shipped: '刚刚寄出了，取消不了',
    received: '已经收货了，取消不了',
    issued: '已经发放了，取消不了',
    cancelled: '已经取消过了，积分已退回',
    refunded: '已经退回过了，积分已到账',
  } satisfies Record<OrderState, string>,
  notShipped: {
    placed: '还没寄出，收到了再来确认',
    shipped: '现在确认不了，请看一眼最新进度',
    received: '已经确认过收货了',
    issued: '这一单不用确认收货',
    cancelled: '这一单已经取消了',
    refunded: '这一单已经退回了',
  } satisfies Record<OrderState, string>,
  gone: { heading: '没有找到这一单', line: '看看全部订单里有没有', action: '看全部订单' },
  address: '寄到哪里',
  shipping: '快递',
  codes: '券码',
  codesLeft: (count: string) => `还有 ${count} 个在路上，到了会在这里`,
  gains: '得到了',
  membershipDays: (days: string) => `会员 ${days} 天`,
  draws: '抽签结果',
  drawn: (index: string) => `第 ${index} 次`,
  roll: (roll: string) => `号码 ${roll}`,
  facts: '这一单的经过',
  fact: (state: OrderState, kind: Order['kind']) => (state === 'issued' ? issuedFacts[kind] : facts[state]),
  by,
  number: '订单编号',
  points: '用了',
  placedAt: '兑换时间',
  proof: {
    heading: '抽得公不公平，自己验',
    explained: '抽签前先公布种子的指纹，过了当天再公布种子。号码由种子和订单编号算出来，谁也改不了。',
    commitment: '种子的指纹',
    seed: '种子',
    reveals: (when: string) => `${when} 公布`,
    prizes: '哪些号码中什么',
    range: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
    chance: (percent: string) => `${percent}%`,
    verify: '自己验证',
    fits: '验过了，和抽之前这台手机看到的指纹一样，号码和结果都对得上',
    fitsUnseen: '号码和结果都对得上。抽之前这台手机没看过当天的指纹，这次用的是现在公布的',
    commitmentDiffers: '对不上：现在公布的指纹，和抽之前这台手机看到的不一样，请截图告诉群主。当时看到的是',
    seedDiffers: '对不上：种子和先公布的指纹不一样，请截图告诉群主',
    rollDiffers: (index: string) => `对不上：第 ${index} 次的号码和种子算的不一样，请截图告诉群主`,
    prizeDiffers: (index: string) => `对不上：第 ${index} 次的结果和号码不一样，请截图告诉群主`,
  },
};
