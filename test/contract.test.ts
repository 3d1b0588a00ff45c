import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import type { ActionContract, OperatorContract } from '../cloudfunctions/community/contract';
import { rolesWith } from '../cloudfunctions/community/roles';
import { memberContracts, type MemberContracts } from '../cloudfunctions/member/contract';
import { localMemberIdOf } from '../local/local-member-id';
import { operatorContracts } from '../cloudfunctions/operator/contract';
import { contract } from '../local/contract';
import { LOCAL_OWNERS } from '../local/local-owners';
import {
  ask,
  checkIn,
  dataOf,
  newRequestId,
  openCommunity,
  operate,
  send,
  askAsIs,
  clockTo,
  DAY_MS,
  FITTING_ANSWERS,
  join,
  type Community,
} from './support/community';

const doors: Record<string, Record<string, ActionContract>> = {
  member: memberContracts,
  operator: operatorContracts,
};
const actions = Object.entries(doors).flatMap(([door, contracts]) =>
  Object.values(contracts).map((action) => [door, action.action, action] as const),
);

describe('the contract', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity();
  });
  afterAll(() => community.close());

  it('prints every action with its schemas, whether it changes something, and who may call it', () => {
    const printed = JSON.parse(JSON.stringify(contract())) as ReturnType<typeof contract>;
    expect(printed.actions.map(({ door, action }) => [door, action])).toEqual(
      actions.map(([door, action]) => [door, action]),
    );
    for (const action of printed.actions) {
      expect(action.requestId).toBe(action.changes ? 'required' : 'absent');
      for (const input of action.input.oneOf ?? [action.input]) {
        expect(input).toMatchObject({ type: 'object', additionalProperties: false });
      }
      expect(action.answer).toHaveProperty('$schema');
      expect(doors[action.door]?.[action.action]?.callers).toEqual(action.callers);
      expect(action.door === 'operator').toBe(action.callers[0] === 'operator');
    }
  });

  it('prints the right that an operator action takes, and the roles that have it', () => {
    for (const { door, action, ...printed } of contract().actions) {
      const { right } = doors[door]?.[action] ?? {};
      if (door === 'member') expect(printed).not.toHaveProperty('right');
      else expect(printed).toMatchObject({ right, roles: rolesWith(right) });
      if (door === 'operator') expect(rolesWith(right)).toContain('owner');
    }
  });

  it('does not compile and is not printed where an operator action has no right, or none that there is', () => {
    const { right: _right, ...nobodys } = operatorContracts.account;
    // @ts-expect-error -- Without a right it is no contract of an operator action.
    const withoutRight: OperatorContract = nobodys;
    // @ts-expect-error -- Nor with a right of another name.
    const withoutRole: OperatorContract = { ...nobodys, right: 'accounts.burn' };
    for (const broken of [withoutRight, withoutRole]) {
      expect(() => contract({ operator: { account: broken } })).toThrow('account: no role has the right');
    }
  });

  it.each(actions)('%s/%s carries its own name', (door, name, action) => {
    expect(doors[door]?.[name]).toBe(action);
    // Verbs change, nouns read: the name says which.
    expect(action.action).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it('answers what it says, from every action and in every refusal that carries data', async () => {
    const { url } = community;
    const openid = 'o-contract';
    const fits = (action: ActionContract, answer: { ok: boolean; code?: string; data?: unknown }) => {
      const schema = answer.ok ? action.answer : action.refusals[answer.code ?? ''];
      if (!schema) throw new Error(`${action.action} refused with ${answer.code}`);
      const parsed = v.safeParse(schema, answer.data);
      expect(parsed.issues?.map((issue) => [v.getDotPath(issue), issue.message])).toBeUndefined();
    };
    const asked = async <A extends keyof MemberContracts>(action: A, input: object, as = openid) =>
      fits(memberContracts[action], await askAsIs(url, as, action, input, requestIdOf(action)));
    const requestIdOf = (action: keyof MemberContracts) =>
      memberContracts[action].changes ? newRequestId() : undefined;
    await asked('arrive', { scene: 'nonsense' });
    await asked('agree', { version: 9 });
    await asked('agree', { version: 1 });
    await asked('introduce', {});
    await asked('apply', { answers: [{ questionId: 'nothing' }] });
    const misfitting = [
      { questionId: 'experience', choices: ['sell'] },
      { questionId: 'wants', choices: ['customers'] },
    ];
    await join(url, 'o-before-others');
    await asked('apply', { answers: misfitting });
    const applicant = { memberId: localMemberIdOf(openid) };
    fits(operatorContracts.admissions, await operate(url, 'admissions', {}));
    const refusal = { ...applicant, decision: 'reject', reason: 'full' };
    fits(operatorContracts.decideAdmission, await operate(url, 'decideAdmission', refusal));
    await asked('apply', { answers: misfitting });
    await asked('notices', {});
    await asked('readNotices', { untilMs: community.clock.nowMs() });
    await clockTo(url, community.clock.nowMs() + 8 * DAY_MS);
    await asked('apply', { answers: FITTING_ANSWERS });
    fits(operatorContracts.memberFile, await operate(url, 'memberFile', applicant));
    fits(operatorContracts.profileReviews, await operate(url, 'profileReviews', {}));
    await asked('claimTask', { taskId: 'joining_gift', period: 'o' });
    await asked('tasks', {});
    await asked('buyMakeUpCard', { pricePoints: 1 });
    await asked('myJoinCode', {});
    const made = await operate(url, 'makeJoinCode', { channel: 'poster' });
    fits(operatorContracts.makeJoinCode, made);
    fits(operatorContracts.joinCodes, await operate(url, 'joinCodes', {}));
    const { code } = dataOf(made);
    fits(operatorContracts.revokeJoinCode, await operate(url, 'revokeJoinCode', { code }));
    fits(memberContracts.home, await ask(url, openid, 'home'));
    fits(memberContracts.checkIn, await checkIn(url, openid));
    fits(memberContracts.checkIn, await checkIn(url, openid));
    fits(memberContracts.checkIn, await checkIn(url, openid, newRequestId(), { day: '2020-01-01' }));
    fits(memberContracts.home, await ask(url, openid, 'home'));
    fits(memberContracts.profile, await ask(url, openid, 'profile'));
    fits(memberContracts.leaderboard, await ask(url, openid, 'leaderboard'));
    fits(memberContracts.statement, await ask(url, openid, 'statement'));
    fits(memberContracts.earnCatalogue, await ask(url, openid, 'earnCatalogue'));
    fits(memberContracts.pointsRules, await ask(url, openid, 'pointsRules'));
    const memberId = dataOf(await ask(url, openid, 'leaderboard')).top10[0]?.memberId;
    fits(operatorContracts.account, await operate(url, 'account', { memberId }));
    fits(operatorContracts.adjust, await operate(url, 'adjust', { memberId, points: 5, reason: 'event' }));
    const requestId = newRequestId();
    const large = { memberId, points: 5_000, reason: 'event' };
    fits(operatorContracts.adjust, await operate(url, 'adjust', large, { requestId }));
    fits(
      operatorContracts.approveAdjustment,
      await operate(url, 'approveAdjustment', { adjustmentId: requestId }, { as: LOCAL_OWNERS[1] }),
    );
    await asked('buyMakeUpCard', { pricePoints: 60 });
    await asked('challenges', {});
    await asked('joinChallenge', { challengeId: 'week_of_seven', pledgePoints: 50 });
    await clockTo(url, community.clock.nowMs() + 2 * DAY_MS);
    await asked('checkInCalendar', {});
    const yesterday = new Date(community.clock.nowMs() - DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
    await asked('makeUp', { day: yesterday });
    fits(memberContracts.checkIn, await checkIn(url, openid));
    fits(operatorContracts.reverse, await operate(url, 'reverse', { memberId, seq: 1 }));
    const verdict = { memberId, type: 'report_upheld', factId: 'report-1' };
    fits(operatorContracts.recordFact, await operate(url, 'recordFact', verdict));
    const role = { memberId, role: 'auditor', reason: 'asked to' };
    fits(operatorContracts.grantRole, await operate(url, 'grantRole', role));
    fits(operatorContracts.roles, await operate(url, 'roles', {}));
    fits(operatorContracts.revokeRole, await operate(url, 'revokeRole', role));
    fits(operatorContracts.roleFacts, await operate(url, 'roleFacts', {}));
  });

  it.each(Object.keys(doors))('the %s door refuses nonsense by name and never breaks', async (door) => {
    const names = Object.keys(doors[door] ?? {});
    const event = fc.record(
      {
        action: fc.oneof(fc.constantFrom(...names), fc.string()),
        input: fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant({})),
        requestId: fc.oneof(fc.constantFrom('request-fuzz', ''), fc.jsonValue({ maxDepth: 1 })),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(event, async (sent) => {
        const { body } = await send(community.url, JSON.stringify(sent), LOCAL_OWNERS[0], door);
        if (!body.ok) expect(body.code).not.toMatch(/INTERNAL_ERROR|FUNCTION_|HOST_/);
      }),
      { numRuns: 150 },
    );
  });
});
