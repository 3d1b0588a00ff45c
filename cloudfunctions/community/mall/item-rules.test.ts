import { describe, expect, it } from '@jest/globals';
import { defaultRulebook as rulebook } from '../rulebook';
import type { Item, Terms } from '../shelf';
import { PLAIN_TERMS } from '../shelf/testing';
import { badTermsOf, fixedField } from './item-rules';

const TERMS: Terms = { ...PLAIN_TERMS, maxPerOrder: 2 };
const prize = (chancePerMyriad: number) => ({ title: 'x', points: 1, makeUpCards: 0, chancePerMyriad });
const variants = [
  { variantId: 's', name: 'S' },
  { variantId: 'm', name: 'M' },
];
const tiers = rulebook.tiers.length;

describe('the terms of an item', () => {
  it.each<[string, Partial<Terms>]>([
    ['nothing special', {}],
    ['a window', { onSaleFromMs: 1, onSaleUntilMs: 2 }],
    ['a limit as large as one order', { limits: { perDay: 2, perWeek: null, ever: 2 } }],
    ['the highest tier', { minTierLevel: tiers, tierPrices: [{ fromLevel: tiers, pricePoints: 1 }] }],
    ['lanes, one by one', { lanes: 8, maxPerOrder: 1 }],
    ['variants', { variants }],
    ['variants of coupons', { kind: 'coupon', variants }],
    ['a draw whose odds are whole', { kind: 'draw', prizes: [prize(1), prize(9_999)] }],
    ['days of membership', { kind: 'membership_days', membershipDays: 30 }],
  ])('fit with %s', (_what, more) => {
    expect(badTermsOf({ ...TERMS, ...more }, rulebook)).toBeNull();
  });

  it.each<[string, keyof Terms, Partial<Terms>]>([
    ['a category that nobody knows', 'category', { category: 'weapons' }],
    ['a tier beyond the last', 'minTierLevel', { minTierLevel: tiers + 1 }],
    [
      'a price of a tier beyond the last',
      'tierPrices',
      { tierPrices: [{ fromLevel: tiers + 1, pricePoints: 1 }] },
    ],
    [
      'two prices of one tier',
      'tierPrices',
      {
        tierPrices: [
          { fromLevel: 2, pricePoints: 1 },
          { fromLevel: 2, pricePoints: 2 },
        ],
      },
    ],
    ['a window that closes as it opens', 'onSaleUntilMs', { onSaleFromMs: 2, onSaleUntilMs: 2 }],
    ['a limit a day below one order', 'maxPerOrder', { limits: { perDay: 1, perWeek: null, ever: null } }],
    ['a limit a week below one order', 'maxPerOrder', { limits: { perDay: null, perWeek: 1, ever: null } }],
    ['a limit for ever below one order', 'maxPerOrder', { limits: { perDay: null, perWeek: null, ever: 1 } }],
    ['lanes for several at once', 'lanes', { lanes: 2, maxPerOrder: 2 }],
    ['lanes of coupons', 'lanes', { kind: 'coupon', lanes: 2, maxPerOrder: 1 }],
    ['variants of a draw', 'variants', { kind: 'draw', prizes: [prize(10_000)], variants }],
    ['variants of a donation', 'variants', { kind: 'donation', variants }],
    ['a variant twice', 'variants', { variants: variants.slice(0, 1).concat(variants) }],
    ['odds below the whole', 'prizes', { kind: 'draw', prizes: [prize(9_999)] }],
    ['odds beyond the whole', 'prizes', { kind: 'draw', prizes: [prize(9_999), prize(2)] }],
    ['a draw without prizes', 'prizes', { kind: 'draw' }],
    ['prizes of a parcel', 'prizes', { prizes: [prize(10_000)] }],
    ['membership without days', 'membershipDays', { kind: 'membership_days' }],
    ['days of a parcel', 'membershipDays', { membershipDays: 1 }],
  ])('do not fit with %s: %s', (_what, field, more) => {
    const bad = badTermsOf({ ...TERMS, ...more }, rulebook);
    expect(bad).toMatchObject({ field });
    expect(bad?.problem).toMatch(/\S/);
  });
});

describe('what was promised', () => {
  const draw: Terms = { ...TERMS, kind: 'draw', prizes: [prize(10_000)], maxPerOrder: 1 };
  const listed = (terms: Terms): Item => ({
    _id: 'x',
    ver: 3,
    item: 'x',
    status: 'listed',
    shown: 1,
    terms,
    createdAtMs: 1,
    listedAtMs: 2,
    requestIds: [],
  });

  it.each<[keyof Terms, Terms, Partial<Terms>]>([
    ['kind', TERMS, { kind: 'donation' }],
    ['lanes', TERMS, { lanes: 2 }],
    ['prizes', draw, { prizes: [prize(4_000), prize(6_000)] }],
    ['membershipDays', { ...TERMS, kind: 'membership_days', membershipDays: 30 }, { membershipDays: 31 }],
    ['variants', TERMS, { variants }],
    ['variants', { ...TERMS, variants }, { variants: variants.slice(1) }],
    ['variants', { ...TERMS, variants }, { variants: [] }],
  ])('keeps its %s', (field, terms, more) => {
    expect(fixedField(listed(terms), { ...terms, ...more })).toBe(field);
    expect(fixedField({ ...listed(terms), status: 'paused' }, { ...terms, ...more })).toBe(field);
    const draft: Item = { ...listed(terms), status: 'draft', listedAtMs: 0 };
    const isStockOfAnother = field === 'kind' || field === 'lanes';
    expect(fixedField(draft, { ...terms, ...more })).toBe(isStockOfAnother ? field : null);
  });

  it('may have another price, other words, and a variant more', () => {
    const terms = { ...TERMS, variants };
    const next = {
      ...terms,
      pricePoints: 1,
      title: '新的',
      variants: [...variants, { variantId: 'l', name: 'L' }],
    };
    expect(fixedField(listed(terms), next)).toBeNull();
    const renamed = variants.map(({ variantId }) => ({ variantId, name: variantId.toUpperCase() + ' 码' }));
    expect(fixedField(listed(terms), { ...terms, variants: renamed })).toBeNull();
  });
});
