export { account } from './account';
export { adjust } from './adjust';
export { approveAdjustment } from './approve-adjustment';
export { recordFact } from './record-fact';
export { reverse } from './reverse';
export { collections } from './store';
