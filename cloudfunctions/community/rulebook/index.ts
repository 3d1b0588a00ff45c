export type { Rulebook } from './rulebook';
export { defaultRulebook } from './default';
