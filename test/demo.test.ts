import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { nameOf } from '../local/demo/demo';
import { leadsOf } from '../local/demo/cast';
import { live } from '../local/demo/live';
import { Performer } from '../local/demo/perform';
import { planDemo, stretchesOf, type DemoPlan, type Stretch } from '../local/demo/plan';
import type { Host } from '../local/host';
import { localMemberIdOf } from '../local/local-member-id';
import { dayOf } from '../cloudfunctions/community/time';
import { ask, checkIn, dataOf, home, openCommunity, operate, type Community } from './support/community';

jest.setTimeout(60_000);

/** The demo's own plan, with so few of each habit that it is lived within a few seconds. */
const OTHERS = 5;

function smallPlan(today: number): DemoPlan {
  const { cast, shelf, steps } = planDemo('qunjie', today, nameOf);
  const leads = leadsOf(cast);
  // Every ninth of the others: some of each habit, with the founders' year, a reversal and an adjustment by two among them.
  const others = cast.filter((person) => !leads.includes(person)).filter((_, index) => index % 9 === 0);
  const small = [...leads, ...others.slice(0, OTHERS)];
  const openids = new Set(small.map(({ openid }) => openid));
  return { cast: small, shelf, steps: steps.filter(({ openid }) => openids.has(openid)) };
}

/** What ends a process at any moment: before a call has arrived, or before its answer is back. */
function dyingAfter(host: Host, calls: number): Host {
  let left = calls;
  const call: Host['call'] = async (...args) => {
    left -= 1;
    if (left < -1) throw new Error('died');
    const answer = host.call(...args);
    await answer;
    if (left < 0) throw new Error('died');
    return answer;
  };
  return Object.assign(Object.create(host) as Host, { call });
}

describe('the demo community', () => {
  const untilMs = Date.now();
  const plan = smallPlan(dayOf(untilMs));
  const stretches = stretchesOf(plan, untilMs);
  let whole: Community;
  let torn: Community;

  const liveIn = async (host: Host, from = 0, onLived: (lived: number) => void = () => undefined) => {
    const performer = new Performer(host, localMemberIdOf);
    const signal = new AbortController().signal;
    for await (const lived of live(stretches, from, { host, performer, signal })) onLived(lived);
  };

  /** All that is known of every member: the newest entry's hash stands for each entry before it, to the millisecond. */
  const accountsOf = ({ url }: Community) =>
    Promise.all(
      plan.cast.map(async ({ openid }) => {
        const answer = await operate(url, 'account', { memberId: localMemberIdOf(openid) });
        return { ...dataOf(answer), businessDay: '' };
      }),
    );

  beforeAll(async () => {
    whole = await openCommunity();
    torn = await openCommunity();
    await liveIn(whole.host);
  });
  afterAll(() => Promise.all([whole.close(), torn.close()]));

  it('is lived through the actions of everybody, and nothing is refused', async () => {
    const outcomes = whole.logLines.map((line) => JSON.parse(line) as { action: string; outcome: string });
    expect(outcomes.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    const actions = new Set(outcomes.map(({ action }) => action));
    const expected = [
      'arrive',
      'agree',
      'introduce',
      'apply',
      'claimTask',
      'checkIn',
      'makeUp',
      'joinChallenge',
      'recordFact',
      'saveItem',
      'moveStock',
      'importCodes',
      'redeemItem',
      'adjust',
    ];
    expected.push('approveAdjustment', 'reverse', 'timer');
    expect([...actions]).toEqual(expect.arrayContaining(expected));
    await expect(home(whole.url, 'demo-member-1')).resolves.toMatchObject({
      streakDays: 13,
      checkedInToday: false,
      guide: null,
      tier: { growthValue: 490, next: { growthValue: 500 } },
    });
  });

  it('has points that ran out, also of who has not come since, and points that are about to', async () => {
    for (const lead of leadsOf(plan.cast).filter(({ isFounder }) => isFounder)) {
      const { lines } = dataOf(await ask(whole.url, lead.openid, 'statement', { kind: 'expire' }));
      expect(lines.map(({ pointsDelta }) => pointsDelta)).toEqual([-90]);
    }
    const { nextExpiry } = dataOf(await ask(whole.url, 'demo-member-1', 'statement'));
    // More where nothing has been redeemed yet this morning.
    expect(nextExpiry?.points).toBeGreaterThanOrEqual(80);
  });

  it('torn down anywhere and gone on with, ends in the very same accounts', async () => {
    let lived = 0;
    for (const calls of [40, 190, 25, 3, 30]) {
      const died = liveIn(dyingAfter(torn.host, calls), lived, (now) => (lived = now));
      await expect(died).rejects.toThrow('died');
      // Calls beside the one that died are still on their way, as in a machine that dies slowly.
    }
    await liveIn(torn.host, lived);
    expect(await accountsOf(torn)).toEqual(await accountsOf(whole));
  });

  it('lived once more from the beginning changes nothing', async () => {
    const before = await accountsOf(whole);
    await liveIn(whole.host);
    expect(await accountsOf(whole)).toEqual(before);
  });

  it('goes on when somebody plays its members in between', async () => {
    const early = await openCommunity();
    try {
      const [shelf, leads, ...days] = stretches as [Stretch, Stretch, ...Stretch[]];
      const busy = plan.cast.find(
        ({ habit, openid }) => habit === 'core' && openid !== leadsOf(plan.cast)[1]?.openid,
      );
      const other = busy?.openid ?? '';
      const performer = new Performer(early.host, localMemberIdOf);
      const options = { host: early.host, performer, signal: new AbortController().signal };
      for await (const lived of live([shelf, leads], 0, options)) expect(lived).toBeGreaterThan(0);
      dataOf(await checkIn(early.url, 'demo-member-1'));
      dataOf(await checkIn(early.url, other));
      const others = days.map(({ timersAtMs, lives }) => ({
        timersAtMs,
        lives: lives.filter(([first]) => first?.openid === other),
      }));
      for await (const lived of live(others, 0, options)) expect(lived).toBeGreaterThan(0);
      await expect(home(early.url, 'demo-member-1')).resolves.toMatchObject({ streakDays: 14 });
      await expect(home(early.url, other)).resolves.toMatchObject({ checkedInToday: true, streakDays: 1 });
    } finally {
      await early.close();
    }
  });
});
