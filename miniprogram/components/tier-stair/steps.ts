import { pictureOf } from '../../utils/tier';

export interface TierStep {
  readonly level: number;
  readonly name: string;
  /** Which of the drawn badges stands on it. */
  readonly picture: number;
  readonly state: 'climbed' | 'here' | 'ahead';
  readonly heightPx: number;
  /** How much of the step is full, 0 to 100. */
  readonly fullPercent: number;
}

export interface Stair {
  readonly level: number;
  readonly levels: number;
  readonly percent: number;
  /** Empty: the stair is a small one. */
  readonly names: readonly string[];
}

/** The first step and the whole rise: the rise is shared out, so that many tiers climb as high as few. */
const SMALL = { firstPx: 12, risePx: 28 };
const SCENE = { firstPx: 72, risePx: 112 };

export function stepsOf({ level, levels, percent, names }: Stair): TierStep[] {
  const { firstPx, risePx } = names.length > 0 ? SCENE : SMALL;
  return Array.from({ length: levels }, (_, index) => {
    const own = index + 1;
    return {
      level: own,
      name: names[index] ?? '',
      picture: pictureOf(own),
      state: own < level ? 'climbed' : own === level ? 'here' : 'ahead',
      heightPx: Math.round(firstPx + (levels > 1 ? (risePx * index) / (levels - 1) : 0)),
      fullPercent: own <= level ? 100 : own === level + 1 ? percent : 0,
    };
  });
}
