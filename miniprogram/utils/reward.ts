import { commonCopy } from '../copy/common';
import { withCommas, withSign } from './format';

/** What a reward is worth, in one line: +10 · 补签卡 1 张 */
export const rewardOf = ({ points, makeUpCards }: { points: number; makeUpCards: number }): string =>
  [
    ...(points > 0 ? [withSign(points)] : []),
    ...(makeUpCards > 0 ? [commonCopy.makeUpCards(withCommas(makeUpCards))] : []),
  ].join(' · ');
