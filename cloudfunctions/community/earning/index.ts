export { earn, type EarningFact } from './earn';
export { earnCatalogue } from './earn-catalogue';
export { pointsRules } from './points-rules';
