export const joinWelcomeCopy = {
  gift: '见面礼',
  points: '积分',
  take: (points: string) => `收下 ${points} 积分`,
  takePlain: '收下见面礼',
  taken: '收下了，存进你的积分里',
  takenBefore: '见面礼之前就收下了，都在呢',
  home: '去首页签个到',
};
