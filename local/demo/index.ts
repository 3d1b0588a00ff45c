export { demoOpenids, liveDemo } from './demo';
