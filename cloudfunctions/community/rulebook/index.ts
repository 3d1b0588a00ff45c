export type { EarnTerms, FactType, Rulebook } from './rulebook';
export { defaultRulebook } from './default';
