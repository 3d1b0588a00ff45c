export { earn, type EarningFact } from './earn';
export { earnCatalogue } from './earn-catalogue';
export { openThingsOf } from './open-things';
export { pointsRules } from './points-rules';
