import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Member, Touch } from '../members';
import { defaultRulebook, type JoiningRules } from '../rulebook';
import {
  asksForInviter,
  finalTouch,
  mayApplyAtMs,
  queueReasonsOf,
  stepOf,
  touchAt,
  type Candidate,
} from './rules';
import { timeToAdmitOf } from './time-to-admit';

const { joining } = defaultRulebook;
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 5, 18, 2);

const candidate: Candidate = {
  score: 80,
  channel: 'invite',
  inviterGrowthValue: null,
  riskRank: 0,
  hasTextInReview: false,
};
const anyCandidate: fc.Arbitrary<Candidate> = fc.record({
  score: fc.option(fc.integer({ min: 0, max: 100 })),
  channel: fc.constantFrom('invite', 'poster', 'natural', 'group'),
  inviterGrowthValue: fc.option(fc.integer({ min: 0, max: 500 })),
  riskRank: fc.constantFrom(0, 1, 2, 3, 4, 'unknown' as const),
  hasTextInReview: fc.boolean(),
});

describe('admission', () => {
  it.each<[string, Partial<Candidate>, string[]]>([
    ['fits', {}, []],
    ['fits just so', { score: 60 }, []],
    ['fits too little', { score: 59 }, ['low_score']],
    ['fits less, brought by somebody of standing', { score: 40, inviterGrowthValue: 100 }, []],
    ['fits less, brought by a newcomer', { score: 40, inviterGrowthValue: 99 }, ['low_score']],
    ['is found risky', { riskRank: 3 }, ['risk']],
    ['is not known to WeChat', { riskRank: 'unknown' }, []],
    ['wrote what a person must read', { hasTextInReview: true }, ['text_review']],
    ['answered nothing that counts', { score: null }, ['no_score']],
    [
      'is wrong in every way',
      { score: 1, riskRank: 4, hasTextInReview: true },
      ['text_review', 'risk', 'low_score'],
    ],
  ])('who %s', (_who, given, reasons) => {
    expect(queueReasonsOf({ ...candidate, ...given }, joining)).toEqual(reasons);
  });

  it('can be open to a channel', () => {
    const rules = { autoApprove: [{ channels: ['poster'], maxRiskRank: 1 }] };
    const came = (channel: string, riskRank: Candidate['riskRank'] = 0) =>
      queueReasonsOf({ ...candidate, score: null, channel, riskRank }, rules);
    expect(came('poster')).toEqual([]);
    expect(came('invite')).toEqual(['by_hand']);
    expect(came('poster', 2)).toEqual(['risk']);
  });

  it('without any rule is by hand, and always says why somebody waits', () => {
    expect(queueReasonsOf(candidate, { autoApprove: [] })).toEqual(['by_hand']);
    fc.assert(
      fc.property(anyCandidate, (given) => {
        const reasons = queueReasonsOf(given, joining);
        const rules: JoiningRules['autoApprove'] = [{ maxRiskRank: 4 }];
        expect(new Set(reasons).size).toBe(reasons.length);
        // Who passes no text check is never let in by a rule, however generous.
        expect(queueReasonsOf(given, { autoApprove: rules }).length > 0).toBe(given.hasTextInReview);
      }),
    );
  });

  it('asks for the inviter exactly where that could open the door', () => {
    fc.assert(
      fc.property(anyCandidate, fc.integer({ min: 0, max: 500 }), (given, growthValue) => {
        const without = queueReasonsOf({ ...given, inviterGrowthValue: null }, joining);
        const withInviter = queueReasonsOf({ ...given, inviterGrowthValue: growthValue }, joining);
        if (without.length > 0 && withInviter.length === 0) expect(asksForInviter(given, joining)).toBe(true);
        if (without.length === 0) expect(asksForInviter(given, joining)).toBe(false);
      }),
    );
  });
});

const visitor = {
  standing: 'visitor',
  consents: [],
  touch: null,
  personal: { introducedAtMs: 0 },
} as unknown as Member;
const touchOf = (given: Partial<Touch> = {}): Touch => ({
  channel: 'invite',
  campaign: '',
  inviterId: 'inviter',
  code: 'code',
  atMs: NOW,
  isFinal: false,
  ...given,
});

describe('the way in', () => {
  const agreed = { ...visitor, consents: [{ version: 1, atMs: NOW }] };
  const introduced = { ...agreed, personal: { ...agreed.personal, introducedAtMs: NOW } };

  it('goes one step after the other', () => {
    expect(stepOf(undefined, joining)).toBe('rules');
    expect(stepOf(visitor, joining)).toBe('rules');
    expect(stepOf(agreed, joining)).toBe('profile');
    expect(stepOf(introduced, joining)).toBe('questions');
    expect(stepOf({ ...introduced, standing: 'queued' }, joining)).toBe('waiting');
    expect(stepOf({ ...introduced, standing: 'rejected' }, joining)).toBe('waiting');
    expect(stepOf({ ...introduced, standing: 'asked_again' }, joining)).toBe('questions');
    expect(stepOf({ ...introduced, standing: 'admitted' }, joining)).toBe('member');
  });

  it('begins with the rules again when they change, but for who is in', () => {
    const newer = { ...joining, convention: { ...joining.convention, version: 2 } };
    expect(stepOf(introduced, newer)).toBe('rules');
    expect(stepOf({ ...introduced, standing: 'asked_again' }, newer)).toBe('rules');
    expect(stepOf({ ...introduced, standing: 'admitted' }, newer)).toBe('member');
  });
});

describe('what brought somebody', () => {
  it('counts for the rulebook’s days, and for ever from the application on', () => {
    const held = { touch: touchOf() };
    const endMs = NOW + joining.firstTouchDays * DAY_MS;
    expect(touchAt(held, endMs, joining)).toEqual(held.touch);
    expect(touchAt(held, endMs + 1, joining)).toBeNull();
    const final = finalTouch({ ...visitor, ...held }, endMs, joining);
    expect(final).toEqual({ ...held.touch, isFinal: true });
    expect(touchAt({ touch: final }, endMs + 1_000 * DAY_MS, joining)).toEqual(final);
    expect(finalTouch({ ...visitor, touch: final }, endMs + 1_000 * DAY_MS, joining)).toEqual(final);
  });

  it('is nothing but themselves where it has run out', () => {
    const late = NOW + 31 * DAY_MS;
    expect(finalTouch({ ...visitor, touch: touchOf() }, late, joining)).toMatchObject({
      channel: 'natural',
      inviterId: '',
      atMs: late,
      isFinal: true,
    });
  });
});

describe('after a refusal', () => {
  it('one waits for the rulebook’s days', () => {
    const application = { decidedAtMs: NOW } as Member['application'];
    expect(mayApplyAtMs({ standing: 'rejected', application }, joining)).toBe(NOW + 7 * DAY_MS);
    expect(mayApplyAtMs({ standing: 'asked_again', application }, joining)).toBe(0);
  });
});

describe('the time to admit', () => {
  const waited = (waitMs: number, decidedBy = '') => ({
    application: { appliedAtMs: NOW, decidedBy } as Member['application'],
    admittedAtMs: NOW + waitMs,
  });

  it('is measured from the application to the admission', () => {
    expect(timeToAdmitOf([])).toEqual({ members: 0, byRule: 0, medianMs: 0, p90Ms: 0 });
    const waits = [0, 0, 0, 0, 0, 10, 20, 30, 40, 50].map((waitMs) => waited(waitMs, waitMs > 0 ? 'op' : ''));
    expect(timeToAdmitOf(waits)).toEqual({ members: 10, byRule: 5, medianMs: 0, p90Ms: 40 });
    expect(timeToAdmitOf([waited(-5)])).toMatchObject({ medianMs: 0 });
  });
});
