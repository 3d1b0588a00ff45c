export { claimTask } from './claim-task';
export { counted } from './rules';
export { tasks } from './tasks';
export { summaryOf } from './view';
