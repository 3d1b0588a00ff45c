export const mallCopy = {
  title: '货架正在整理',
  line: '好物还没有上架，积分先替你存着',
  balance: '可用积分',
  action: '去攒积分',
  coming: '会摆上来的',
  tag: '筹备中',
  shelf: [
    { picture: 'tote', title: '实物好物', line: '寄到家，或到场领', tint: 1 },
    { picture: 'ticket', title: '兑换券', line: '一码一用，放进券包', tint: 4 },
    { picture: 'card', title: '补签卡', line: '漏了一天，也能接上', tint: 2 },
    { picture: 'book', title: '会员天数', line: '攒够积分换几天', tint: 3 },
  ],
  end: '上架了，这里会先亮起来',
};
