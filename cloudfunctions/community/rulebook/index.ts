export type { EarnTerms, FactType, Rulebook } from './rulebook';
export type { AutoApproveRule, ChoiceQuestion, JoiningRules, Question, ScaleQuestion } from './joining';
export type { ChallengeTerms, Season, TaskGroup, TaskReward, TaskTerms } from './tasks';
export { defaultRulebook } from './default';
export { giftPointsOf } from './gift';
export { titleOfChallenge, titleOfTask } from './titles';
