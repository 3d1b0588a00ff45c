export { earn, type EarningFact } from './earn';
export { claimReward } from './claim-reward';
export { earnCatalogue } from './earn-catalogue';
export { guideOf } from './newcomer';
export { openThingsOf } from './open-things';
export { pointsRules } from './points-rules';
