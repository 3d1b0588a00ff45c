export { claimTask } from './claim-task';
export { tasks } from './tasks';
export { summaryOf } from './view';
