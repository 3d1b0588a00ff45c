import type { Home } from '../services/home';

/** How many tiers are drawn in /assets/tier. */
const PICTURES = 6;

/** How far the member is from this tier's floor to the next one, 0 to 100. */
export function tierPercentOf({ growthValue, floorGrowthValue, next }: Home['tier']): number {
  if (!next) return 100;
  return Math.floor(((growthValue - floorGrowthValue) * 100) / (next.growthValue - floorGrowthValue));
}

/** Which of the drawings stands for a tier: a community with more tiers keeps the highest one. */
export const pictureOf = (level: number): number => Math.min(level, PICTURES);

export const tierPictureOf = ({ level }: Home['tier']): number => pictureOf(level);
