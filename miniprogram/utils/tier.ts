import type { Home } from '../services/home';

/** How far the member is from this tier's floor to the next one, 0 to 100. */
export function tierPercentOf({ growthValue, floorGrowthValue, next }: Home['tier']): number {
  if (!next) return 100;
  return Math.floor(((growthValue - floorGrowthValue) * 100) / (next.growthValue - floorGrowthValue));
}
