import { CHANCES } from '../orders';
import type { Rulebook } from '../rulebook';
import type { Item, Terms } from '../shelf';

/** What does not fit together, by the field's name. */
export interface BadTerms {
  readonly field: keyof Terms;
  readonly problem: string;
}

/** Whether the terms make sense together; the schema has looked at each of them alone. */
export function badTermsOf(terms: Terms, { mall, tiers }: Rulebook): BadTerms | null {
  const bad = (field: keyof Terms, problem: string): BadTerms => ({ field, problem });
  const { kind, limits, maxPerOrder, lanes, variants, prizes, tierPrices } = terms;
  if (!mall.categories.some(({ id }) => id === terms.category)) return bad('category', 'not in the rulebook');
  if (terms.minTierLevel > tiers.length) return bad('minTierLevel', 'no such tier');
  if (tierPrices.some(({ fromLevel }) => fromLevel > tiers.length)) return bad('tierPrices', 'no such tier');
  if (hasDoubles(tierPrices.map(({ fromLevel }) => fromLevel)))
    return bad('tierPrices', 'a tier stands twice');
  const { onSaleFromMs, onSaleUntilMs } = terms;
  if (onSaleFromMs !== null && onSaleUntilMs !== null && onSaleUntilMs <= onSaleFromMs) {
    return bad('onSaleUntilMs', 'not after onSaleFromMs');
  }
  if (Object.values(limits).some((cap) => cap !== null && cap < maxPerOrder)) {
    return bad('maxPerOrder', 'more than a limit');
  }
  if (lanes > 1 && maxPerOrder > 1) return bad('lanes', 'what is spread over lanes goes one by one');
  if (lanes > 1 && kind === 'coupon') return bad('lanes', 'codes are numbered in one lane');
  if (variants.length > 0 && kind !== 'physical' && kind !== 'coupon') {
    return bad('variants', 'not for this kind');
  }
  if (hasDoubles(variants.map(({ variantId }) => variantId))) return bad('variants', 'one stands twice');
  const chances = prizes.reduce((sum, { chancePerMyriad }) => sum + chancePerMyriad, 0);
  if (chances !== (kind === 'draw' ? CHANCES : 0)) {
    return bad('prizes', kind === 'draw' ? `chances add up to ${chances}, not ${CHANCES}` : 'only for draws');
  }
  if ((kind === 'membership_days') !== terms.membershipDays > 0) {
    return bad('membershipDays', 'for this kind and no other');
  }
  return null;
}

/** Stock comes in for these already while the item is a draft: codes for a coupon, so many lanes of it. */
const FIXED_ONCE_SAVED = ['kind', 'lanes'] as const;
/** Members have seen it, some have it: what they were promised stays. */
const FIXED_ONCE_LISTED = ['prizes', 'membershipDays'] as const;

/** @returns the field that must not change any more; null: the item may have these terms. */
export function fixedField({ terms: old, listedAtMs }: Item, next: Terms): keyof Terms | null {
  const isListed = listedAtMs > 0;
  const fixed = [...FIXED_ONCE_SAVED, ...(isListed ? FIXED_ONCE_LISTED : [])];
  const changed = fixed.find((field) => JSON.stringify(old[field]) !== JSON.stringify(next[field]));
  if (changed) return changed;
  if (!isListed) return null;
  const kept = old.variants.every(({ variantId }) =>
    next.variants.some((variant) => variant.variantId === variantId),
  );
  return kept && (old.variants.length > 0 || next.variants.length === 0) ? null : 'variants';
}

const hasDoubles = (values: readonly unknown[]): boolean => new Set(values).size < values.length;
