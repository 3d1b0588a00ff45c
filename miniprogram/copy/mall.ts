export const mallCopy = {
  title: '货架正在整理',
  line: '好物还没有上架，积分先替你存着',
  balance: '可用积分',
  action: '去攒积分',
};
