import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RoleSchema, type Role } from './contract';
import {
  decideClaim,
  decideGrant,
  decideRevoke,
  holdersOf,
  isAllowed,
  MAX_HOLDERS,
  MAX_TRIES,
  MAX_TRIES_PER_MEMBER,
  mayGrant,
  rightsOf,
  rolesOf,
  rolesWith,
  type Standing,
} from './rules';
import type { ClaimTries, Holder } from './store';

const roles = RoleSchema.options;
const roleOf = fc.constantFrom(...roles);
const people = ['a', 'b', 'c', 'd', 'e'];
const personOf = fc.constantFrom(...people);

describe('rights', () => {
  it('are all with the owners, and nobody has one without a role', () => {
    expect(rightsOf(['owner'])).toEqual(rightsOf(roles));
    expect(rightsOf([])).toEqual([]);
    expect(isAllowed(['owner'], undefined)).toBe(false);
    expect(rolesWith('constructor' as never)).toEqual([]);
  });

  it('of several roles are those of each', () => {
    fc.assert(
      fc.property(fc.uniqueArray(roleOf), (held) => {
        const each = new Set(held.flatMap((role) => rightsOf([role])));
        expect(new Set(rightsOf(held))).toEqual(each);
      }),
    );
  });

  it('keep apart who proposes and who approves, and let auditors change nothing', () => {
    expect(rightsOf(['operator'])).not.toContain('points.approve');
    expect(rightsOf(['finance'])).not.toContain('points.adjust');
    expect(rightsOf(['auditor']).every((right) => right.endsWith('.read'))).toBe(true);
  });
});

describe('who may grant and revoke what', () => {
  it.each<[Role, readonly Role[]]>([
    ['owner', roles],
    ['admin', ['moderator', 'operator', 'finance', 'auditor']],
    ['moderator', []],
    ['operator', []],
    ['finance', []],
    ['auditor', []],
  ])('%s: %p', (role, granted) => {
    expect(roles.filter((other) => mayGrant([role], other))).toEqual(granted);
  });

  it('never a right that the one who grants does not have', () => {
    fc.assert(
      fc.property(fc.uniqueArray(roleOf), roleOf, (held, role) => {
        fc.pre(mayGrant(held, role));
        expect(rightsOf(held)).toEqual(expect.arrayContaining([...rightsOf([role])]));
      }),
    );
  });
});

const stepOf = fc.record({
  kind: fc.constantFrom('grant', 'revoke', 'revoke', 'claim'),
  by: personOf,
  memberId: personOf,
  role: roleOf,
});

describe('any sequence of grants, revocations and claims', () => {
  it('leaves an owner wherever there was one, changes one role of one member at a time, and only by who may', () => {
    const history = fc.tuple(fc.subarray(people), fc.array(stepOf, { maxLength: 60 }));
    fc.assert(
      fc.property(history, ([deploymentOwners, steps]) => {
        let holders: readonly Holder[] = [];
        let tries: ClaimTries = { day: 0, memberIds: [] };
        const model = new Set(deploymentOwners.map((person) => `${person} owner`));
        const owners = () => [...model].filter((line) => line.endsWith(' owner')).length;
        for (const [index, { kind, by, memberId, role }] of steps.entries()) {
          const standing: Standing = { holders, deploymentOwners };
          const ownersBefore = owners();
          const actorRoles = roles.filter((each) => model.has(`${by} ${each}`));
          const mayActor = mayGrant(actorRoles, role);
          if (kind === 'claim') {
            const claimed = decideClaim(standing, tries, { by, day: index, isEntitled: true });
            expect('holders' in claimed).toBe(ownersBefore === 0);
            if ('tries' in claimed) tries = claimed.tries;
            if ('holders' in claimed) {
              holders = claimed.holders;
              model.add(`${by} owner`);
            }
          } else {
            const decide = kind === 'grant' ? decideGrant : decideRevoke;
            const decided = decide(standing, { by, memberId, role });
            const held = model.has(`${memberId} ${role}`);
            if ('holders' in decided) {
              expect([mayActor, held]).toEqual([true, kind === 'revoke']);
              holders = decided.holders;
              if (held) model.delete(`${memberId} ${role}`);
              else model.add(`${memberId} ${role}`);
            } else {
              expect(decided.refusal === 'BEYOND_YOUR_RIGHTS').toBe(!mayActor);
            }
          }
          if (ownersBefore > 0) expect(owners()).toBeGreaterThan(0);
          for (const person of people) {
            const expected = roles.filter((each) => model.has(`${person} ${each}`));
            expect(new Set(rolesOf({ holders, deploymentOwners }, person))).toEqual(new Set(expected));
          }
          expect(holders.every((holder) => holder.roles.length > 0)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('grants and revocations', () => {
  const owner: Holder = { memberId: 'a', roles: ['owner'] };
  const standing: Standing = { holders: [owner], deploymentOwners: [] };

  it('refuse by name', () => {
    const deployed = { ...standing, deploymentOwners: ['d'] };
    expect(decideGrant(standing, { by: 'b', memberId: 'b', role: 'owner' })).toEqual({
      refusal: 'BEYOND_YOUR_RIGHTS',
    });
    expect(decideGrant(standing, { by: 'a', memberId: 'a', role: 'owner' })).toEqual({
      refusal: 'ROLE_HELD',
    });
    expect(decideGrant(deployed, { by: 'a', memberId: 'd', role: 'owner' })).toEqual({
      refusal: 'ROLE_HELD',
    });
    const revoke = (from: Standing, memberId: string, role: Role) =>
      decideRevoke(from, { by: 'a', memberId, role });
    expect(revoke(standing, 'b', 'admin')).toEqual({ refusal: 'ROLE_NOT_HELD' });
    expect(revoke(standing, 'a', 'owner')).toEqual({ refusal: 'LAST_OWNER' });
    expect(revoke(deployed, 'd', 'owner')).toEqual({ refusal: 'DEPLOYMENT_OWNER' });
    expect(revoke(deployed, 'a', 'owner')).toEqual({ holders: [] });
  });

  it('are bounded in members, not in roles', () => {
    const holders = [
      owner,
      ...Array.from({ length: MAX_HOLDERS - 1 }, (_, i): Holder => ({
        memberId: `m${i}`,
        roles: ['auditor'],
      })),
    ];
    const full = { holders, deploymentOwners: [] };
    expect(holdersOf(full)).toHaveLength(MAX_HOLDERS);
    expect(decideGrant(full, { by: 'a', memberId: 'new', role: 'auditor' })).toEqual({
      refusal: 'TOO_MANY_HOLDERS',
    });
    expect(decideGrant(full, { by: 'a', memberId: 'm0', role: 'finance' })).toHaveProperty('holders');
  });
});

describe('the claim', () => {
  const empty: Standing = { holders: [], deploymentOwners: [] };

  it('is compared so often a day and no more, whoever tries, whatever the clocks say', () => {
    const tryOf = fc.record({ by: personOf, day: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(tryOf, { maxLength: 120 }), (attempts) => {
        let tries: ClaimTries = { day: 0, memberIds: [] };
        const compared: { by: string; day: number }[] = [];
        for (const { by, day } of attempts) {
          const claimed = decideClaim(empty, tries, { by, day, isEntitled: false });
          if (!('tries' in claimed)) continue;
          ({ tries } = claimed);
          compared.push({ by, day: tries.day });
        }
        for (const day of [1, 2, 3]) {
          const onDay = compared.filter((one) => one.day === day);
          expect(onDay.length).toBeLessThanOrEqual(MAX_TRIES);
          for (const person of people) {
            const own = onDay.filter(({ by }) => by === person);
            expect(own.length).toBeLessThanOrEqual(MAX_TRIES_PER_MEMBER);
          }
        }
      }),
    );
  });

  it('does not even work with the right code when there were too many tries, and does the day after', () => {
    const tries = { day: 7, memberIds: Array.from({ length: MAX_TRIES_PER_MEMBER }, () => 'a') };
    const claim = (by: string, day: number) => decideClaim(empty, tries, { by, day, isEntitled: true });
    expect(claim('a', 7)).toEqual({ refusal: 'TOO_MANY_TRIES' });
    expect(claim('b', 7)).toEqual({ holders: [{ memberId: 'b', roles: ['owner'] }] });
    expect(claim('a', 8)).toEqual({ holders: [{ memberId: 'a', roles: ['owner'] }] });
  });

  it('refuses and counts in the same way whether the code is wrong or there is an owner', () => {
    const none = { day: 7, memberIds: [] };
    const wrong = decideClaim(empty, none, { by: 'a', day: 7, isEntitled: false });
    const late = decideClaim({ ...empty, deploymentOwners: ['d'] }, none, {
      by: 'a',
      day: 7,
      isEntitled: true,
    });
    expect(late).toEqual(wrong);
    expect(wrong).toEqual({ refusal: 'CLAIM_REFUSED', tries: { day: 7, memberIds: ['a'] } });
  });
});
