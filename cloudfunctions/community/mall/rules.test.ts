import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newAccount, type Account } from '../ledger';
import { accountAfter } from '../ledger/testing';
import { defaultRulebook as rulebook } from '../rulebook';
import type { Terms } from '../shelf';
import { PLAIN_TERMS } from '../shelf/testing';
import { dayOfIso, instantOf } from '../time';
import {
  cardsThatFit,
  decideRedeem,
  limitsOf,
  obstacleOf,
  priceOf,
  saleStateOf,
  usesOf,
  type RedeemWish,
} from './rules';

const NOON = instantOf(dayOfIso('2027-03-03'), 12);
const terms = (more: Partial<Terms> = {}): Terms => ({ ...PLAIN_TERMS, maxPerOrder: 5, ...more });
const rich = (points: number): Account =>
  points === 0
    ? newAccount('m', NOON)
    : accountAfter(
        newAccount('m', NOON),
        {
          key: 'gift',
          fact: { type: 'gift' },
          rulebookVersion: 1,
          move: { kind: 'earn', points, from: 'issuer:gift' },
        },
        NOON,
      );
const wish = (more: Partial<RedeemWish> = {}): RedeemWish => ({
  key: 'rd:1:request',
  orderId: 'order',
  itemId: 'tote',
  variantId: '',
  lane: 0,
  quantity: 1,
  pricePoints: 100,
  addressId: '',
  drawDay: 1,
  draws: [],
  ...more,
});

describe('when an item can be had', () => {
  const between = terms({ onSaleFromMs: NOON, onSaleUntilMs: NOON + 10 });

  it('is from the first millisecond of its window to before its last', () => {
    const at = (nowMs: number) => saleStateOf({ status: 'listed', terms: between }, nowMs);
    expect([NOON - 1, NOON, NOON + 9, NOON + 10].map(at)).toEqual([
      'upcoming',
      'on_sale',
      'on_sale',
      'ended',
    ]);
  });

  it('is never while it is paused, a draft, or gone for good', () => {
    for (const [status, state] of [
      ['paused', 'paused'],
      ['draft', 'paused'],
      ['retired', 'ended'],
    ] as const) {
      expect(saleStateOf({ status, terms: between }, NOON)).toBe(state);
    }
  });
});

describe('the price', () => {
  it('is that of the highest tier that has one and was reached, however they are listed', () => {
    const prices = [
      { fromLevel: 5, pricePoints: 50 },
      { fromLevel: 2, pricePoints: 90 },
      { fromLevel: 3, pricePoints: 95 },
    ];
    const at = (tierPrices: Terms['tierPrices']) =>
      [1, 2, 3, 4, 5, 6].map((level) => priceOf(terms({ tierPrices }), level));
    expect(at(prices)).toEqual([100, 90, 95, 95, 50, 50]);
    expect(at([...prices].reverse())).toEqual([100, 90, 95, 95, 50, 50]);
  });
});

describe('what stands in the way', () => {
  const look = (account: Account, item: Partial<Terms>, asked: Partial<RedeemWish> = {}, level = 1) =>
    obstacleOf(account, wish(asked), { terms: terms(item), rulebook, level }, NOON);

  it('is nothing, where there is enough of everything', () => {
    expect(look(rich(500), {}, { quantity: 5 })).toBeNull();
  });

  it('is the tier, the price that was seen, a limit, the cards, the points: the first of these', () => {
    expect(look(rich(0), { minTierLevel: 3 }, { pricePoints: 1 }, 2)).toEqual({
      code: 'TIER_TOO_LOW',
      level: 3,
    });
    expect(look(rich(0), {}, { pricePoints: 99 })).toEqual({ code: 'PRICE_CHANGED', pricePoints: 100 });
    const full = { limits: { perDay: 1, perWeek: null, ever: null } };
    expect(look(rich(0), full, { quantity: 2 })).toEqual({ code: 'LIMIT_REACHED', period: 'day', left: 1 });
    const { mostKept } = rulebook.checkIn.makeUp.card;
    const cards = { ...rich(0), makeUpCards: mostKept };
    expect(look(cards, { kind: 'make_up_card' })).toEqual({ code: 'CARD_LIMIT' });
    expect(look(rich(150), {}, { quantity: 2 })).toEqual({ code: 'INSUFFICIENT_POINTS', missingPoints: 50 });
  });

  it('says of several limits the shortest one that is full', () => {
    const limits = { perDay: null, perWeek: 2, ever: 1 };
    expect(look(rich(500), { limits }, { quantity: 3 })).toMatchObject({ period: 'week', left: 2 });
    expect(look(rich(500), { limits }, { quantity: 2 })).toMatchObject({ period: 'ever', left: 1 });
  });
});

describe('limits of an item', () => {
  const limits = { perDay: 2, perWeek: 3, ever: 4 };

  it('end with the day, with the week, and never', () => {
    const ends = usesOf('tote', terms({ limits }), 1, NOON).map(({ endsAtMs }) => endsAtMs);
    expect(ends.slice(0, 2)).toEqual([
      instantOf(dayOfIso('2027-03-04'), 0),
      // The Monday after.
      instantOf(dayOfIso('2027-03-08'), 0),
    ]);
    expect(ends[2]).toBeGreaterThan(instantOf(dayOfIso('2999-01-01'), 0));
    expect(usesOf('tote', terms(), 1, NOON)).toEqual([]);
  });

  it('are passed by no run of redemptions, whatever their sizes and days', () => {
    const days = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 2 }), days: fc.nat({ max: 3 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(days, (wanted) => {
        let account = rich(100_000);
        let nowMs = NOON;
        const bought: { readonly atMs: number; readonly quantity: number }[] = [];
        for (const [index, { quantity, days: later }] of wanted.entries()) {
          nowMs += later * 86_400_000;
          const asked = wish({ key: `rd:${index}`, quantity });
          const verdict = decideRedeem(
            account,
            asked,
            { terms: terms({ limits }), rulebook, level: 1 },
            nowMs,
          );
          if ('refusal' in verdict) {
            expect(verdict.refusal.code).toBe('LIMIT_REACHED');
            continue;
          }
          account = accountAfter(account, verdict.effects, nowMs);
          bought.push({ atMs: nowMs, quantity });
        }
        const sum = (from: number) =>
          bought.filter(({ atMs }) => atMs >= from).reduce((total, each) => total + each.quantity, 0);
        expect(sum(0)).toBeLessThanOrEqual(4);
        expect(sum(nowMs)).toBeLessThanOrEqual(2);
        const used = limitsOf(account, 'tote', terms({ limits }), nowMs).map((each) => each.used);
        expect(used[0]).toBe(sum(nowMs));
        expect(used[2]).toBe(sum(0));
      }),
    );
  });
});

describe('what redeeming brings about', () => {
  const decide = (item: Partial<Terms>, asked: Partial<RedeemWish> = {}) => {
    const verdict = decideRedeem(rich(1_000), wish(asked), { terms: terms(item), rulebook, level: 1 }, NOON);
    if ('refusal' in verdict) throw new Error(verdict.refusal.code);
    return verdict;
  };

  it('is points spent for all of them, and cards where it is cards', () => {
    expect(decide({}, { quantity: 3 })).toMatchObject({
      effects: { move: { kind: 'spend', points: 300 }, fact: { item: 'tote', quantity: 3, order: 'order' } },
    });
    expect(decide({ kind: 'make_up_card' }, { quantity: 2 }).effects.makeUpCardsDelta).toBe(2);
    expect(cardsThatFit(rich(1), rulebook)).toBe(rulebook.checkIn.makeUp.card.mostKept);
  });

  it('tells the variant, the lane and the address only where there are such', () => {
    expect(Object.keys(decide({}).effects.fact).sort()).toEqual(['item', 'order', 'quantity', 'type']);
    const { fact } = decide({}, { variantId: 's', lane: 2, addressId: 'home' }).effects;
    expect(fact).toMatchObject({ variant: 's', lane: 2, address: 'home' });
  });

  it('is what was drawn, all of it in one entry of its own; nothing where nothing was won', () => {
    const draw = (points: number, makeUpCards: number) => ({
      roll: 7,
      prize: { title: 'x', points, makeUpCards, chancePerMyriad: 1 },
    });
    const won = decide({ kind: 'draw' }, { quantity: 3, draws: [draw(20, 0), draw(0, 1), draw(5, 0)] });
    expect(won.followUps).toMatchObject([
      { key: 'dp:order', move: { kind: 'earn', points: 25 }, makeUpCardsDelta: 1, fact: { makeUpCards: 1 } },
    ]);
    expect(won.effects.fact).toMatchObject({ rolls: '7,7,7', day: 1 });
    const card = decide({ kind: 'draw' }, { draws: [draw(0, 1)] });
    expect(card.followUps).toMatchObject([{ move: { kind: 'void' }, makeUpCardsDelta: 1 }]);
    expect(decide({ kind: 'draw' }, { draws: [draw(0, 0)] })).not.toHaveProperty('followUps');
  });
});
