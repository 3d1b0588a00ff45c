export { tierOf, type Tier } from './rules';
