export const addressesCopy = {
  default: '默认',
  add: '新加一个地址',
  full: (most: string) => `最多存 ${most} 个，删一个再加`,
  edit: '修改',
  remove: '删掉',
  removeAsk: (recipient: string, line: string) => `${recipient}，${line}`,
  keep: '留着',
  removed: '删好了，寄出的单不受影响',
  privacy: '只用来给你寄换到的东西',
  emptyTitle: '还没有收货地址',
  emptyLine: '加一个，换到的东西才寄得到',
  emptyAction: '加一个地址',
};
