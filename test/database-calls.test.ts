import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerCall } from '../cloudfunctions/community/call';
import { collections } from '../cloudfunctions/community/collections';
import { post, settleDue, type Move } from '../cloudfunctions/community/ledger';
import { defaultRulebook } from '../cloudfunctions/community/rulebook';
import { memberContracts, type MemberContracts } from '../cloudfunctions/member/contract';
import type { Documents } from '../cloudfunctions/platform/documents';
import { localMemberIdOf } from '../local/local-member-id';
import { LOCAL_OWNERS } from '../local/local-owners';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import {
  ask,
  askAsIs,
  checkIn,
  clockTo,
  dataOf,
  DAY_MS,
  home,
  join,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';
import {
  ADDRESS,
  addressFor,
  CARD,
  COUPON,
  DONATION,
  DRAW,
  enrich,
  redeem,
  redeemed,
  shelve,
  wishFor,
} from './support/mall';

async function callsIn({ gateway }: Community, run: () => Promise<unknown>): Promise<string[]> {
  const before = { ...gateway.calls.byAction };
  await run();
  return Object.entries(gateway.calls.byAction).flatMap(([action, count]) =>
    Array.from({ length: count - (before[action] ?? 0) }, () => action.replace('database.', '')),
  );
}

function callsAsked(
  community: Community,
  openid: string,
  action: keyof MemberContracts,
  input: object = {},
): Promise<string[]> {
  const requestId = memberContracts[action].changes ? newRequestId() : undefined;
  return callsIn(community, () => ask(community.url, openid, action, input, requestId).then(dataOf));
}

/** Under the basic plan's cap of 30 database calls a second, calls an action are members served. */
describe('database calls', () => {
  let community: Community;
  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
  });
  afterAll(() => community.close());

  const callsOf = (run: () => Promise<unknown>) => callsIn(community, run);

  it('home: six, whatever there is to show: account, member, board and its faces, own rank, unread notices', async () => {
    await join(community.url, 'o-home');
    const calls = await callsOf(() => home(community.url, 'o-home'));
    const reads = ['calculateDocument', 'calculateDocument', 'getDocument', 'getDocument', 'getDocument'];
    // Nobody stands on the board yet, so there are no faces to read.
    expect(calls.sort()).toEqual(reads);
    dataOf(await checkIn(community.url, 'o-home'));
    const next = await callsOf(() => home(community.url, 'o-home'));
    expect(next.sort()).toEqual([...reads, 'getDocument']);
  });

  it('of who is no member: two, the second one to be sure', async () => {
    const calls = await callsOf(() => askAsIs(community.url, 'o-stranger', 'home'));
    expect(calls.sort()).toEqual(['getDocument', 'modifyAndReturnDoc']);
  });

  it('check-in: two until its commit, a third for the own rank', async () => {
    await join(community.url, 'o-checks-in');
    const known = await callsOf(() => checkIn(community.url, 'o-checks-in'));
    expect(known.sort()).toEqual(['calculateDocument', 'getDocument', 'modifyDocument']);
    const again = await callsOf(() => checkIn(community.url, 'o-checks-in'));
    expect(again.sort()).toEqual(['calculateDocument', 'getDocument']);
  });

  it('profile: three', async () => {
    const calls = await callsOf(() => ask(community.url, 'o-home', 'profile'));
    expect(calls.sort()).toEqual(['calculateDocument', 'getDocument', 'getDocument']);
  });

  it('leaderboard: four, the last one for the faces', async () => {
    const calls = await callsOf(() => ask(community.url, 'o-home', 'leaderboard'));
    expect(calls.sort()).toEqual(['calculateDocument', 'getDocument', 'getDocument', 'getDocument']);
  });

  it('reads ten accounts and faces for the TOP10 and none for the rank, however many members there are', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => checkIn(community.url, `o-many-${i}`)));
    const { documentsExamined: before } = community.gateway.calls;
    await ask(community.url, 'o-home', 'leaderboard');
    // The own account, ten rows, and ten or eleven faces; the rank is counted in the index.
    expect([21, 22]).toContain(community.gateway.calls.documentsExamined - before);
  });

  it('copies entries when four are there, by one call more, and lets them leave with the next commit', async () => {
    await join(community.url, 'o-copies');
    const counts = [];
    for (let day = 0; day < 16; day += 1) {
      await clockTo(community.url, community.clock.nowMs() + DAY_MS);
      counts.push((await callsOf(() => checkIn(community.url, 'o-copies'))).length);
    }
    // From a Tuesday on: with the seventh, a Monday, come a gift and the reward of the week before, and so with the next.
    expect(counts).toEqual([3, 3, 3, 3, 4, 3, 3, 4, 3, 3, 3, 4, 3, 3, 4, 3]);
  });

  it('of an operator: what pays and what adjusts three, a reversal four, wherever its entry stands', async () => {
    const { top10 } = dataOf(await ask(community.url, 'o-copies', 'leaderboard'));
    const memberId = top10[0]?.memberId ?? '';
    const pick = { memberId, type: 'quality_pick', factId: 'post-1' };
    const written = ['getDocument', 'modifyAndReturnDoc', 'modifyDocument'];
    const picked = await callsOf(() => operate(community.url, 'recordFact', pick).then(dataOf));
    expect(picked.sort()).toEqual(written);
    const adjustment = { memberId, points: 5, reason: 'event' };
    const adjusted = await callsOf(() => operate(community.url, 'adjust', adjustment).then(dataOf));
    expect(adjusted.sort()).toEqual(written);
    const carried = await callsOf(() =>
      operate(community.url, 'reverse', { memberId, seq: 21 }).then(dataOf),
    );
    expect(carried.sort()).toEqual(written);
    const left = await callsOf(() => operate(community.url, 'reverse', { memberId, seq: 3 }).then(dataOf));
    expect(left.sort()).toEqual(['getDocument', ...written]);
  });

  it('of an operator by role: one more, for the roles; of a foreigner that one alone', async () => {
    const memberId = localMemberIdOf('o-home');
    const role = { memberId, role: 'operator', reason: 'does the work' };
    const first = await callsOf(() => operate(community.url, 'grantRole', role).then(dataOf));
    expect(first.sort()).toEqual(['getDocument', 'insertDocument', 'modifyAndReturnDoc']);
    const look = (as: string) => operate(community.url, 'account', { memberId }, { as });
    const byOwner = await callsOf(() => look(LOCAL_OWNERS[0]).then(dataOf));
    const byRole = await callsOf(() => look('o-home').then(dataOf));
    expect(byRole.sort()).toEqual([...byOwner, 'getDocument'].sort());
    expect(await callsOf(() => look('o-copies'))).toEqual(['getDocument']);
  });

  it('of a grant, from the second on: five, since the fact before it is kept and the key is looked for', async () => {
    const role = { memberId: localMemberIdOf('o-home'), role: 'auditor', reason: 'does the work' };
    const calls = await callsOf(() => operate(community.url, 'grantRole', role).then(dataOf));
    expect(calls.sort()).toEqual([
      'getDocument',
      'insertDocument',
      'modifyAndReturnDoc',
      'modifyAndReturnDoc',
      'modifyDocument',
    ]);
  });

  const march = (day: number, hour = 10) =>
    clockTo(community.url, MONDAY_MS + (day - 1) * DAY_MS + (hour - 10) * 3_600_000);
  const callsOfAction = (openid: string, action: keyof MemberContracts, input: object = {}) =>
    callsAsked(community, openid, action, input);

  /** Lets the entries leave that the account carries, so that none has to leave with what is counted. */
  const unburden = async (openid: string) => {
    await clockTo(community.url, community.clock.nowMs() + 2_000);
    const wish = { memberId: localMemberIdOf(openid), points: 1, reason: 'event' } as const;
    dataOf(await operate(community.url, 'adjust', wish));
    await clockTo(community.url, community.clock.nowMs() + 2_000);
  };

  it('a check-in that finishes three tasks and wins a challenge: as any other, the rewards included', async () => {
    await march(20);
    await join(community.url, 'o-wins');
    await callsOfAction('o-wins', 'claimTask', { taskId: 'joining_gift', period: 'o' });
    dataOf(await checkIn(community.url, 'o-wins'));
    await callsOfAction('o-wins', 'joinChallenge', { challengeId: 'week_of_seven', pledgePoints: 50 });
    for (let day = 21; day <= 25; day += 1) {
      await march(day);
      dataOf(await checkIn(community.url, 'o-wins'));
    }
    await unburden('o-wins');
    await march(26, 8);
    const before = dataOf(await ask(community.url, 'o-wins', 'tasks'));
    let rewards: object[] = [];
    const calls = await callsOf(async () => {
      ({ rewards } = dataOf(await checkIn(community.url, 'o-wins')));
    });
    expect(calls.sort()).toEqual(['calculateDocument', 'getDocument', 'modifyDocument']);
    expect(rewards).toMatchObject([
      { kind: 'pledge', points: 50 },
      { kind: 'challenge', points: 25 },
      { kind: 'task', title: '连签 7 天', points: 20, makeUpCards: 1 },
    ]);
    const after = dataOf(await ask(community.url, 'o-wins', 'tasks'));
    // The morning, the week and the challenge of the season wait for a tap.
    expect(after.tasksClaimable).toBe(before.tasksClaimable + 3);
  });

  it('what is claimed, bought and joined: two, a third for the key once entries have left the account', async () => {
    await join(community.url, 'o-buys');
    // With four more, all entries of the other one leave the account, and none has to leave in the middle.
    for (const openid of ['o-buys', ...Array.from({ length: 4 }, () => 'o-wins')]) {
      const memberId = localMemberIdOf(openid);
      dataOf(await operate(community.url, 'adjust', { memberId, points: 100, reason: 'event' }));
    }
    const changes: [keyof MemberContracts, object][] = [
      ['claimTask', { taskId: 'three_days', period: 'o' }],
      ['buyMakeUpCard', { pricePoints: 60 }],
      ['joinChallenge', { challengeId: 'habit_of_21', pledgePoints: 0 }],
    ];
    for (const [action, input] of changes) {
      const own = action === 'claimTask' ? { taskId: 'joining_gift', period: 'o' } : input;
      const young = await callsOfAction('o-buys', action, own);
      expect(young.sort()).toEqual(['getDocument', 'modifyDocument']);
      const old = await callsOfAction('o-wins', action, input);
      expect(old.sort()).toEqual(['getDocument', 'modifyAndReturnDoc', 'modifyDocument']);
    }
    const unfinished = { taskId: 'starter_task', period: 'o' };
    const refused = await callsOf(() =>
      ask(community.url, 'o-buys', 'claimTask', unfinished, newRequestId()),
    );
    expect(refused.sort()).toEqual(['getDocument', 'modifyAndReturnDoc']);
  });

  it('tasks and challenges: one; a calendar: two; a make-up: its commit and the calendar’s', async () => {
    for (const openid of ['o-buys', 'o-wins']) {
      for (const action of ['tasks', 'challenges'] as const) {
        expect(await callsOfAction(openid, action)).toEqual(['getDocument']);
      }
      expect(await callsOfAction(openid, 'checkInCalendar')).toEqual(['getDocument', 'getDocument']);
    }
    await march(28);
    for (const openid of ['o-buys', 'o-wins']) {
      await unburden(openid);
      const calls = await callsOfAction(openid, 'makeUp', { day: '2027-03-27' });
      // One of them for the key: entries have left the account.
      expect(calls.sort()).toEqual(['getDocument', 'getDocument', 'modifyAndReturnDoc', 'modifyDocument']);
    }
  });
});

describe('database calls of the mall', () => {
  let community: Community;
  const openid = 'o-shops';
  afterAll(() => community.close());
  /** What an instance has in mind of an item, it has for two seconds. */
  const pause = () => clockTo(community.url, community.clock.nowMs() + 3_000);
  const callsOfRedeeming = async (who: string, itemId: string, more: object, code?: string) => {
    const wish = wishFor(community, itemId, { pricePoints: 1, ...more });
    const calls = await callsIn(community, async () => {
      const answer = await redeem(community, who, wish);
      expect(answer).toMatchObject(code ? { code } : { ok: true });
    });
    return calls.sort();
  };

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    await enrich(community.url, openid, 900);
    const addressId = await addressFor(community.url, openid);
    const prizes = [{ title: '谢谢参与', points: 0, makeUpCards: 0, chancePerMyriad: 10_000 }];
    const items = { 'c-tote': {}, 'c-gift': DONATION, 'c-card': CARD, 'c-draw': { ...DRAW, prizes } };
    for (const [itemId, terms] of Object.entries(items)) {
      await shelve(community.url, itemId, { ...terms, pricePoints: 1 }, 50);
    }
    await shelve(community.url, 'c-gone', { ...DONATION, pricePoints: 1 });
    await shelve(community.url, 'c-coupon', { ...COUPON, pricePoints: 1 });
    for (let nth = 0; nth < 2; nth += 1)
      await redeemed(community, openid, 'c-tote', { pricePoints: 1, addressId });
    const csv = 'code\nCALL-0001\nCALL-0002\nCALL-0003';
    dataOf(await operate(community.url, 'importCodes', { itemId: 'c-coupon', variantId: '', csv }));
  });

  it('the shelf: five; an item three, a fourth for the address of what is sent; a favourite four', async () => {
    const calls = await callsAsked(community, openid, 'mall');
    expect(calls.sort()).toEqual(['calculateDocument', ...Array<string>(4).fill('getDocument')]);
    for (const itemId of ['c-gift', 'c-gone']) {
      const item = await callsAsked(community, openid, 'mallItem', { itemId });
      expect(item).toEqual(['getDocument', 'getDocument', 'getDocument']);
    }
    const sent = await callsAsked(community, openid, 'mallItem', { itemId: 'c-tote' });
    expect(sent).toEqual(Array<string>(4).fill('getDocument'));
    const favourite = await callsAsked(community, openid, 'setFavourite', {
      itemId: 'c-gone',
      isFavourite: true,
    });
    expect(favourite.sort()).toEqual(['getDocument', 'getDocument', 'getDocument', 'insertDocument']);
  });

  /** The account, the claim, the payment; then the claim is settled and the order written. */
  const redeeming = [
    'insertDocument',
    'modifyAndReturnDoc',
    'modifyAndReturnDoc',
    'modifyAndReturnDoc',
    'modifyDocument',
  ];
  it.each([
    ['a donation', 'c-gift', []],
    ['a card', 'c-card', []],
    ['a draw', 'c-draw', []],
    ['a coupon, and one for its code', 'c-coupon', ['getDocument']],
    ['a parcel, and one for its address', 'c-tote', ['modifyAndReturnDoc']],
  ])(
    'redeeming: five where the instance knows the item, six where it does not: %s',
    async (_what, itemId, more) => {
      // Of whose account no entry has to leave.
      const who = `o-shops-${itemId}`;
      await enrich(community.url, who, 10);
      const given = itemId === 'c-tote' ? { addressId: await addressFor(community.url, who) } : {};
      await pause();
      const cold = await callsOfRedeeming(who, itemId, given);
      expect(cold).toEqual(['getDocument', ...more, ...redeeming].sort());
      expect(await callsOfRedeeming(who, itemId, given)).toEqual([...more, ...redeeming].sort());
    },
  );

  it('sold out: two, wherever the item comes from', async () => {
    await pause();
    const cold = await callsOfRedeeming(openid, 'c-gone', {}, 'SOLD_OUT');
    expect(cold).toEqual(['getDocument', 'modifyAndReturnDoc']);
    const warm = await callsOfRedeeming(openid, 'c-gone', {}, 'SOLD_OUT');
    expect(warm).toEqual(['modifyAndReturnDoc', 'modifyAndReturnDoc']);
  });

  it('orders, coupons, addresses and an order: two; a statement with titles of items: one more', async () => {
    for (const action of ['orders', 'coupons', 'addresses'] as const) {
      expect(await callsAsked(community, openid, action)).toEqual(['getDocument', 'getDocument']);
    }
    const [newest] = dataOf(await ask(community.url, openid, 'orders')).orders;
    const order = await callsAsked(community, openid, 'order', { orderId: newest?.orderId });
    expect(order).toEqual(['getDocument', 'modifyAndReturnDoc']);
    // No entry has left the account; one more where some have.
    expect(await callsAsked(community, openid, 'statement')).toEqual(['getDocument', 'getDocument']);
  });

  it('an address: three; a receipt: three; a cancel thirteen, since each of its steps may be the last one for a while', async () => {
    const saved = ['getDocument', 'getDocument', 'modifyDocument'];
    expect(await callsAsked(community, openid, 'saveAddress', ADDRESS)).toEqual(saved);
    const { orders } = dataOf(await ask(community.url, openid, 'orders', { state: 'placed' }));
    const [{ orderId = '' } = {}, other] = orders;
    const csv = `orderId,carrier,number\n${orderId},顺丰,SF12345`;
    dataOf(await operate(community.url, 'shipOrders', { csv }));
    expect(await callsAsked(community, openid, 'confirmReceipt', { orderId })).toEqual(saved);
    const cancelled = await callsAsked(community, openid, 'cancelOrder', { orderId: other?.orderId });
    // The order four times, the account, its entry, and the stock: the order read once, the others before they are written.
    expect(cancelled.sort()).toEqual([
      ...Array<string>(2).fill('getDocument'),
      ...Array<string>(6).fill('modifyAndReturnDoc'),
      ...Array<string>(3).fill('modifyDocument'),
    ]);
  });
});

describe('database calls of a post', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  const NOW = Date.UTC(2026, 5, 18, 2);
  const callAt = (nowMs: number): LedgerCall => ({
    documents: openDocuments(),
    nowMs,
    clockMs: () => nowMs,
    random: () => 0.5,
    sleep: () => Promise.resolve(),
    rulebook: defaultRulebook,
  });
  const posted = async (key: string, move: Move, nowMs = NOW) => {
    const { calls } = gateway.gateway;
    const before = calls.total;
    const decide = () => ({ effects: { key, fact: { type: 'test' }, rulebookVersion: 1, move } });
    const outcome = await post(callAt(nowMs), { memberId: 'm', once: { key, input: {} }, decide });
    return { calls: calls.total - before, outcome };
  };
  const earn: Move = { kind: 'earn', points: 100, from: 'issuer:test' };
  const hold = (holdId: string): Move => ({ kind: 'hold', points: 1, holdId, expiresAtMs: NOW + DAY_MS });
  const moves: Move[] = [
    earn,
    { kind: 'spend', points: 7, to: 'revenue:test' },
    hold('h1'),
    { kind: 'capture', holdId: 'h1', to: 'revenue:test' },
    hold('h2'),
    { kind: 'release', holdId: 'h2' },
  ];

  it('is two while no entry has left the account, and three from then on; a copy is two more, once in eight', async () => {
    const counts = [];
    for (const round of [1, 2, 3]) {
      for (const [index, move] of moves.entries())
        counts.push((await posted(`${round}-${index}`, move)).calls);
    }
    expect(counts).toEqual([2, 2, 2, 2, 2, 2, 2, 4, 3, 3, 3, 3, 3, 3, 3, 5, 3, 3]);
  });

  it('is two again for who asks a second time, and three for who is refused', async () => {
    expect((await posted('1-0', earn)).calls).toBe(2);
    const tooMuch: Move = { kind: 'spend', points: 9_999, to: 'revenue:test' };
    expect(await posted('too-much', tooMuch)).toMatchObject({
      calls: 3,
      outcome: { refusal: 'INSUFFICIENT_POINTS' },
    });
  });

  it('is no more where something runs out on the way, and two for the timer', async () => {
    await posted('parked', hold('h3'));
    const { calls, outcome } = await posted('late', earn, NOW + 2 * DAY_MS);
    expect(calls).toBe(3);
    expect(outcome).toMatchObject({ account: { frozenPoints: 0 } });
    await posted('parked-again', { ...hold('h4'), expiresAtMs: NOW + 3 * DAY_MS } as Move, NOW + 2 * DAY_MS);
    const before = gateway.gateway.calls.total;
    expect(await settleDue(callAt(NOW + 4 * DAY_MS))).toBe(1);
    expect(gateway.gateway.calls.total - before).toBe(2);
  });
});
