export { ownPlaceOf, top10Of } from './board';
export { leaderboard } from './leaderboard';
export { openWeekOf } from './rules';
