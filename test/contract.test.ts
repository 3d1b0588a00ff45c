import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import type { ActionContract, OperatorContract } from '../cloudfunctions/community/contract';
import { rolesWith } from '../cloudfunctions/community/roles';
import { memberContracts, type MemberContracts } from '../cloudfunctions/member/contract';
import { localMemberIdOf } from '../local/local-member-id';
import type { OrderView } from '../cloudfunctions/community/orders/contract';
import { operatorContracts, type OperatorContracts } from '../cloudfunctions/operator/contract';
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
import { ADDRESS, COUPON, DRAW, enrich, shelve, TERMS } from './support/mall';

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

  it('of the mall answers what it says, too', async () => {
    const { url } = community;
    const openid = 'o-contract-mall';
    await enrich(url, openid, 900);
    const fits = <D>(
      action: ActionContract,
      answer: { readonly ok: true; readonly data: D } | { readonly ok: false; code: string; data?: unknown },
    ): D | undefined => {
      const schema = answer.ok ? action.answer : action.refusals[answer.code];
      if (!schema) throw new Error(`${action.action} refused with ${JSON.stringify(answer)}`);
      const parsed = v.safeParse(schema, answer.data);
      expect(
        parsed.issues?.map((issue) => [action.action, v.getDotPath(issue), issue.message]),
      ).toBeUndefined();
      return answer.ok ? answer.data : undefined;
    };
    const asked = async <A extends keyof MemberContracts>(action: A, input: object) => {
      const requestId = memberContracts[action].changes ? newRequestId() : undefined;
      return fits(memberContracts[action], await askAsIs(url, openid, action, input, requestId));
    };
    const operated = async <A extends keyof OperatorContracts>(action: A, input: object) =>
      fits(operatorContracts[action], await operate(url, action, input));
    const item = { ...TERMS, itemId: 'said', kind: 'draw', prizes: DRAW.prizes, maxPerOrder: 3 };
    await operated('saveItem', { ...item, ver: null });
    await operated('saveItem', { ...item, ver: 7 });
    await operated('saveItem', { ...item, ver: 0, category: 'nowhere' });
    await operated('moveStock', { itemId: 'said', variantId: '', quantity: 5, reason: 'delivery' });
    await operated('moveStock', { itemId: 'said', variantId: '', quantity: -9, reason: 'count' });
    await operated('stockMoves', { itemId: 'said' });
    await operated('setItemStatus', { itemId: 'said', status: 'listed' });
    await operated('saveItem', { ...item, ver: 1, lanes: 2, maxPerOrder: 1 });
    await shelve(url, 'parcel', {}, 5);
    await shelve(url, 'code', COUPON);
    await operated('importCodes', { itemId: 'code', variantId: '', csv: 'code\nABCD-1\nABCD-1\n=1+1' });
    await operated('importCodes', { itemId: 'code', variantId: '', csv: 'nothing\nABCD-1' });
    await operated('importCodes', { itemId: 'code', variantId: '', csv: 'code\n"open' });
    await operated('mallItems', {});
    await asked('mall', {});
    for (const itemId of ['said', 'parcel', 'code']) await asked('mallItem', { itemId });
    await asked('setFavourite', { itemId: 'said', isFavourite: true });
    const { addressId } = (await asked('saveAddress', ADDRESS)) ?? {};
    await asked('addresses', {});
    const seenAtMs = community.clock.nowMs();
    const wish = { variantId: '', quantity: 1, pricePoints: TERMS.pricePoints, seenAtMs };
    await asked('redeemItem', { ...wish, itemId: 'said', quantity: 2 });
    await asked('redeemItem', { ...wish, itemId: 'said', quantity: 4 });
    await asked('redeemItem', { ...wish, itemId: 'said', pricePoints: 1 });
    await asked('redeemItem', { ...wish, itemId: 'code' });
    const parcel = (await asked('redeemItem', { ...wish, itemId: 'parcel', addressId })) as {
      order: OrderView;
    };
    const { orderId } = parcel.order;
    for (const action of ['orders', 'coupons'] as const) await asked(action, {});
    await asked('order', { orderId });
    await asked('confirmReceipt', { orderId });
    const csv = `orderId,carrier,number\n${orderId},顺丰,SF12345\nnobody,顺丰,SF1`;
    await operated('shipOrders', { csv });
    await operated('mallOrders', {});
    await asked('cancelOrder', { orderId });
    await asked('confirmReceipt', { orderId });
    const refund = { orderId, restock: true, reason: 'goodwill' };
    await operated('refundOrder', refund);
    await operated('refundOrder', refund);
    await operated('setItemStatus', { itemId: 'said', status: 'paused' });
    await asked('redeemItem', { ...wish, itemId: 'parcel', quantity: 3, addressId });
    await asked('removeAddress', { addressId });
    await asked('mall', {});
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
