import { tierCopy } from '../../../copy/tier';
import type { Profile } from '../../../services/profile';
import { withCommas } from '../../../utils/format';
import { pictureOf, tierPercentOf } from '../../../utils/tier';

export function viewOf({ tier, tiers }: Profile) {
  const { growthValue, level, levels, next } = tier;
  return {
    name: tier.name,
    growth: tierCopy.growth(withCommas(growthValue)),
    level,
    levels,
    names: tiers.map(({ name }) => name),
    percent: tierPercentOf(tier),
    left: next ? tierCopy.left(withCommas(next.growthValue - growthValue), next.name) : tierCopy.top,
    floor: withCommas(tier.floorGrowthValue),
    next: next ? withCommas(next.growthValue) : '',
    rows: tiers.map((each, index) => rowOf(each, index + 1, tier)),
  };
}

function rowOf(
  { name, growthValue }: Profile['tiers'][number],
  own: number,
  { level, growthValue: grown }: Profile['tier'],
) {
  return {
    level: own,
    name,
    picture: pictureOf(own),
    from: tierCopy.from(withCommas(growthValue)),
    ahead: own > level,
    here: own === level,
    state:
      own === level
        ? tierCopy.here
        : own < level
          ? tierCopy.climbed
          : tierCopy.missing(withCommas(growthValue - grown)),
  };
}

export type TierView = ReturnType<typeof viewOf>;
