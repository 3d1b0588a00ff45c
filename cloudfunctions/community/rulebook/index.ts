export type { EarnTerms, FactType, Rulebook } from './rulebook';
export type { AutoApproveRule, ChoiceQuestion, JoiningRules, Question, ScaleQuestion } from './joining';
export { defaultRulebook } from './default';
