import type { Rulebook } from '../rulebook';

export interface Tier {
  /** From 1. */
  readonly level: number;
  /** How many tiers there are. */
  readonly levels: number;
  readonly name: string;
  readonly growthValue: number;
  /** Where this tier begins. */
  readonly floorGrowthValue: number;
  /** Null on the highest tier. */
  readonly next: { readonly name: string; readonly growthValue: number } | null;
}

/** The tier follows from the growth value; it is stored nowhere. */
export function tierOf(growthValue: number, { tiers }: Rulebook): Tier {
  const index = Math.max(
    0,
    tiers.findLastIndex((tier) => tier.growthValue <= growthValue),
  );
  const tier = tiers[index];
  const next = tiers[index + 1];
  if (!tier) throw new RangeError('a rulebook without tiers');
  return {
    level: index + 1,
    levels: tiers.length,
    name: tier.name,
    growthValue,
    floorGrowthValue: tier.growthValue,
    next: next ? { name: next.name, growthValue: next.growthValue } : null,
  };
}
