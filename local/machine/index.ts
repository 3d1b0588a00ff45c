export type { App } from './app';
export { openMachine, type Machine } from './machine';
export type { Secrets } from './secrets';
