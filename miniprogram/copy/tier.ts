export const tierCopy = {
  /** What a screen reader says of the stair. */
  stair: (level: number, levels: number, percent: number) =>
    level < levels
      ? `第 ${level} 阶，共 ${levels} 阶，离下一阶走了百分之 ${percent}`
      : `第 ${level} 阶，最高一阶`,
  title: '我的等级',
  growth: (value: string) => `成长值 ${value}`,
  left: (missing: string, next: string) => `还差 ${missing} 到${next}`,
  top: '已经站在最高一阶',
  all: '每一阶',
  here: '你在这里',
  climbed: '走过了',
  from: (value: string) => `成长值 ${value}`,
  missing: (value: string) => `还差 ${value}`,
  keep: '成长值只看做了什么，花积分不会掉级',
};
