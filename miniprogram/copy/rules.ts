export const rulesCopy = {
  version: (version: string) => `积分规则 第 ${version} 版`,
};
