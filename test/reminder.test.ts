import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { CallerWeChat } from '../cloudfunctions/community/caller';
import { collections } from '../cloudfunctions/community/collections';
import { remindDue } from '../cloudfunctions/community/check-in';
import { openAccount } from '../cloudfunctions/community/ledger';
import { commitCaller, MEMBERS, type Member } from '../cloudfunctions/community/members';
import { allowMessage, templatesOf } from '../cloudfunctions/community/notices';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { interleaved } from './ledger/interleaved';
import {
  ask,
  checkIn,
  clockTo,
  dataOf,
  DAY_MS,
  home,
  join,
  MONDAY_MS,
  newRequestId,
  openCommunity,
  type Community,
} from './support/community';
import { LostCall, withFaults, type Fault } from './support/faults';
import { memberCall } from './support/member-call';

const SEND = 'subscribeMessage.send';
const HOUR_MS = 3_600_000;
/** 20:30 on that day of March 2027: a while after the hour at which reminders go out. */
const evening = (day: number) => MONDAY_MS + (day - 1) * DAY_MS + 10.5 * HOUR_MS;

jest.setTimeout(120_000);

describe('the reminder of a check-in', () => {
  let community: Community;
  const until = (atMs: number) => clockTo(community.url, atMs);
  const reminderOf = async (openid: string) => (await home(community.url, openid)).reminder;
  const left = async (openid: string) => (await reminderOf(openid))?.left;
  const inboxOf = (openid: string) => community.wechat.phone.inboxOf(openid);
  const sends = () => community.wechat.panel.state().calls.filter(({ name }) => name === SEND).length;
  /** As WeChat's dialog and the page do it together. */
  async function accept(openid: string, times = 1): Promise<void> {
    const template = (await reminderOf(openid))?.templateId ?? '';
    for (let time = 0; time < times; time += 1) {
      const choices = { [template]: 'accept' } as const;
      await community.wechat.phone.requestSubscribe({ openid, tmplIds: [template], choices });
      dataOf(await ask(community.url, openid, 'allowMessage', { templateId: template }, newRequestId()));
    }
  }

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    for (const openid of ['o-away', 'o-here', 'o-thrice', 'o-silent', 'o-unlucky']) {
      await join(community.url, openid);
    }
  });
  afterAll(() => community.close());

  it('is offered with its hour, and sent once that evening to who has accepted it once and not come', async () => {
    expect(await reminderOf('o-away')).toMatchObject({ left: 0, hour: 20 });
    await accept('o-away');
    await accept('o-here');
    dataOf(await checkIn(community.url, 'o-here'));
    await until(evening(1) - HOUR_MS);
    expect(inboxOf('o-away')).toEqual([]);
    await until(evening(1));
    expect(inboxOf('o-away')).toMatchObject([
      {
        page: 'pages/home/index',
        values: {
          thing1: '小满陶艺社',
          thing2: '今天还没签到，来一下就好',
          time3: '2027年3月1日 20:07',
        },
      },
    ]);
    expect(await left('o-away')).toBe(0);
    expect(inboxOf('o-silent')).toEqual([]);
  });

  it('is kept for another evening where the member has come', async () => {
    expect(inboxOf('o-here')).toEqual([]);
    expect(await left('o-here')).toBe(1);
    await until(evening(2));
    expect(inboxOf('o-here')).toMatchObject([{ values: { thing2: '今天还没签到，已连签 1 天' } }]);
    expect(await left('o-here')).toBe(0);
  });

  it('comes on as many evenings as were accepted, where the clock goes over all of them at once', async () => {
    await accept('o-thrice', 3);
    expect(await left('o-thrice')).toBe(3);
    await until(evening(6));
    expect(inboxOf('o-thrice').map(({ values }) => values['time3'])).toEqual([
      '2027年3月3日 20:07',
      '2027年3月4日 20:07',
      '2027年3月5日 20:07',
    ]);
    for (const openid of ['o-away', 'o-here']) expect(inboxOf(openid)).toHaveLength(1);
    expect(sends()).toBe(5);
  });

  it.each([
    ['fails', -1],
    ['says that the member has taken it back', 43_101],
  ])('is spent where WeChat %s, and not tried again', async (_what, failWith) => {
    await accept('o-unlucky');
    const before = sends();
    community.wechat.panel.behave(SEND, { failWith });
    await until(community.clock.nowMs() + DAY_MS);
    community.wechat.panel.behave(SEND, {});
    expect(sends()).toBe(before + 1);
    await until(community.clock.nowMs() + 2 * DAY_MS);
    expect(sends()).toBe(before + 1);
    expect(inboxOf('o-unlucky')).toEqual([]);
    expect(await left('o-unlucky')).toBe(0);
  });
});

describe('the reminder, whoever comes late or twice', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  let members = 0;
  const templates = templatesOf({ QUNJIE_TEMPLATE_CHECK_IN: 'template' });

  const callOf = (memberId: string, nowMs: number, documents = openDocuments()) =>
    memberCall({
      memberId,
      documents,
      requestId: newRequestId(),
      nowMs,
      templates,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    });
  const memberOf = async (memberId: string): Promise<Member> => {
    const stored = await openDocuments().getNewest<Member>(MEMBERS, memberId);
    if (!stored) throw new Error('no member');
    return stored;
  };

  /** A member who has accepted so many, at ten in the morning. */
  async function newMember(accepts: number): Promise<string> {
    const memberId = `member-${(members += 1)}`.padEnd(24, '_');
    await openAccount(callOf(memberId, MONDAY_MS), memberId);
    await commitCaller(callOf(memberId, MONDAY_MS), ({ member }) => ({ outcome: {}, next: member }));
    for (let time = 0; time < accepts; time += 1) {
      await allowMessage.run(callOf(memberId, MONDAY_MS), { templateId: 'template' });
    }
    return memberId;
  }

  /** Runs of the timer; `sent` tells what WeChat was asked to send. */
  function timers(sent: string[]) {
    const send: CallerWeChat['send'] = (_openid, { values }) => {
      sent.push(String(values['time3']));
      return Promise.resolve('sent');
    };
    return (nowMs: number, documents = openDocuments()) => {
      const call = callOf('', nowMs, documents);
      return remindDue({ ...call, wechat: { ...call.wechat, send } });
    };
  }

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  it('wakes nobody at night where the timer is late, and keeps what was accepted', async () => {
    const memberId = await newMember(1);
    const sent: string[] = [];
    const runs = timers(sent);
    for (const hoursLate of [4, 7, 12, 23]) {
      expect(await runs(evening(1) - 0.5 * HOUR_MS + hoursLate * HOUR_MS)).toBe(0);
    }
    expect((await memberOf(memberId)).messagesLeft).toEqual({ template: 1 });
    expect(await runs(evening(2))).toBe(1);
    expect(sent).toEqual(['2027年3月2日 20:30']);
  });

  it('comes once where two timers run at once, whoever is faster, and counts one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 3 }), async (scheduler, accepts) => {
        const memberId = await newMember(accepts);
        const sent: string[] = [];
        const run = timers(sent);
        const both = ['one', 'other'].map((who) =>
          run(evening(1), interleaved(openDocuments(), scheduler, who)),
        );
        const done = await scheduler.waitFor(Promise.all(both));
        expect(sent).toHaveLength(1);
        expect(done.reduce((sum, count) => sum + count, 0)).toBe(1);
        const { messagesLeft, remindAtMs } = await memberOf(memberId);
        expect(messagesLeft).toEqual({ template: accepts - 1 });
        expect(remindAtMs).toBe(accepts > 1 ? evening(2) - 0.5 * HOUR_MS : 0);
      }),
      { numRuns: 40 },
    );
  });

  it('that was accepted while the timer looks is not forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const memberId = await newMember(1);
        const sent: string[] = [];
        const run = timers(sent)(evening(1), interleaved(openDocuments(), scheduler, 'timer'));
        const member = callOf(memberId, evening(1), interleaved(openDocuments(), scheduler, 'member'));
        await scheduler.waitFor(Promise.all([run, allowMessage.run(member, { templateId: 'template' })]));
        // Whoever accepts in the evening is here just now, and may be reminded tomorrow.
        expect(sent.length).toBeLessThanOrEqual(1);
        const { messagesLeft, remindAtMs } = await memberOf(memberId);
        expect(messagesLeft).toEqual({ template: 2 - sent.length });
        expect(remindAtMs).toBe(evening(2) - 0.5 * HOUR_MS);
      }),
      { numRuns: 40 },
    );
  });

  it('is not sent again where WeChat’s answer is lost, and the others get theirs', async () => {
    const memberIds = [await newMember(2), await newMember(2)];
    const asked: string[] = [];
    const losing: CallerWeChat['send'] = (_openid, { values }) => {
      asked.push(String(values['time3']));
      return asked.length === 1 ? Promise.reject(new Error('lost')) : Promise.resolve('sent');
    };
    const call = callOf('', evening(1));
    const run = () => remindDue({ ...call, wechat: { ...call.wechat, send: losing } });
    await expect(run()).rejects.toThrow('1 could not be reminded');
    expect(await run()).toBe(0);
    expect(asked).toHaveLength(2);
    for (const memberId of memberIds) {
      expect((await memberOf(memberId)).messagesLeft).toEqual({ template: 1 });
    }
  });

  it('takes the timer one call where none is due, and one member five with the look whether there are more', async () => {
    const { calls } = gateway.gateway;
    const run = timers([]);
    const callsOf = async () => {
      const before = calls.total;
      await run(evening(1));
      return calls.total - before;
    };
    expect(await callsOf()).toBe(1);
    await newMember(1);
    expect(await callsOf()).toBe(5);
    expect(await callsOf()).toBe(1);
  });

  it('is sent at most once an evening, for what is spent, whatever is lost on the way', async () => {
    const faultsOf = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 10 });
    let sentAtAll = 0;
    await fc.assert(
      fc.asyncProperty(faultsOf, faultsOf, fc.integer({ min: 1, max: 3 }), async (one, other, accepts) => {
        const memberId = await newMember(accepts);
        const sent: string[] = [];
        const runs = timers(sent);
        const persist = async (faults: readonly Fault[]) => {
          const documents = withFaults(openDocuments(), faults[Symbol.iterator]());
          for (;;) {
            try {
              return await runs(evening(1), documents);
            } catch (error) {
              if (!(error instanceof LostCall) && !((error as Error).cause instanceof LostCall)) throw error;
            }
          }
        };
        await Promise.all([persist(one), persist(other)]);
        const spent = accepts - ((await memberOf(memberId)).messagesLeft['template'] ?? 0);
        expect(spent).toBe(1);
        expect(sent.length).toBeLessThanOrEqual(1);
        sentAtAll += sent.length;
        await runs(evening(1) + HOUR_MS);
        expect(sent.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
    expect(sentAtAll).toBeGreaterThan(0);
  });
});
