import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { joinChallenge } from '../cloudfunctions/community/challenges';
import { defaultRulebook } from '../cloudfunctions/community/rulebook';
import type { MemberContracts } from '../cloudfunctions/member/contract';
import type { Documents } from '../cloudfunctions/platform/documents';
import { localMemberIdOf } from '../local/local-member-id';
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
  operate,
  type Community,
} from './support/community';
import { memberCall } from './support/member-call';
import { documentsOf, storedAccount } from './support/stored';

jest.setTimeout(120_000);

/** Who checks in on which days of March 2027; the first is a Monday. */
const CHECK_INS: Readonly<Record<string, readonly number[]>> = {
  'o-mends': [1],
  'o-late': [],
  'o-finished': [1],
  'o-weekly': [1, 2, 3, 4, 5],
  'o-reversed': [1, 2, 3],
  'o-used': [1, 2, 3],
};
const dateOf = (day: number) => `2027-03-${String(day).padStart(2, '0')}`;
/** 1 March 2027 is 20,878 days after 1 January 1970. */
const dayPeriod = (day: number) => `d${20_878 + day - 1}`;

describe('coming back day by day, through the doors', () => {
  let community: Community;
  let documents: Documents;
  let today = 1;

  const want = <A extends keyof MemberContracts>(
    openid: string,
    action: A,
    input: object,
    requestId = newRequestId(),
  ) => ask(community.url, openid, action, input, requestId);
  const stored = (openid: string) => storedAccount(documents, openid);
  const give = (openid: string, points: number) =>
    operate(community.url, 'adjust', { memberId: localMemberIdOf(openid), points, reason: 'event' }).then(
      dataOf,
    );
  const pick = (openid: string, factId: string) =>
    operate(community.url, 'recordFact', { memberId: localMemberIdOf(openid), type: 'quality_pick', factId });
  const tasksOf = async (openid: string) => {
    const { groups } = dataOf(await ask(community.url, openid, 'tasks'));
    return new Map(groups.flatMap(({ tasks }) => tasks).map((task) => [task.taskId, task]));
  };
  const claim = (openid: string, taskId: string, period: string, requestId = newRequestId()) =>
    want(openid, 'claimTask', { taskId, period }, requestId);

  /** A named refusal, and not a field of the account is another one. */
  async function refuses(
    openid: string,
    action: keyof MemberContracts,
    input: object,
    code: string,
    requestId = newRequestId(),
  ) {
    const before = await stored(openid);
    const answer = await want(openid, action, input, requestId);
    expect([input, answer.ok ? 'ok' : answer.code]).toEqual([input, code]);
    expect(await stored(openid)).toEqual(before);
    return answer;
  }

  async function checkInWhoComes(): Promise<void> {
    const who = Object.keys(CHECK_INS).filter((openid) => CHECK_INS[openid]?.includes(today));
    for (const openid of who) dataOf(await checkIn(community.url, openid));
  }

  /** Ten in the morning of that day of March. */
  async function until(day: number): Promise<void> {
    while (today < day) {
      today += 1;
      await clockTo(community.url, MONDAY_MS + (today - 1) * DAY_MS);
      await checkInWhoComes();
    }
  }

  beforeAll(async () => {
    community = await openCommunity(MONDAY_MS);
    documents = await documentsOf(community.url);
    const others = ['o-poor', 'o-buyer', 'o-joiner', 'o-claimer', 'o-picked', 'o-forgets'];
    for (const openid of [...Object.keys(CHECK_INS), ...others]) await join(community.url, openid);
    await checkInWhoComes();
  });
  afterAll(() => community.close());

  describe('a make-up card', () => {
    const PRICE = { pricePoints: 60 };

    it('is not sold at another price than the one that is shown', async () => {
      await give('o-buyer', 200);
      for (const pricePoints of [0, 59, 61, 2 ** 52]) {
        const answer = await refuses('o-buyer', 'buyMakeUpCard', { pricePoints }, 'PRICE_CHANGED');
        expect(answer).toMatchObject({ data: PRICE });
      }
      for (const pricePoints of [-60, 60.5, '60', null, { $gt: 0 }, 2 ** 53]) {
        await refuses('o-buyer', 'buyMakeUpCard', { pricePoints }, 'INVALID_INPUT');
      }
    });

    it('is not sold to who cannot pay', () =>
      refuses('o-poor', 'buyMakeUpCard', PRICE, 'INSUFFICIENT_POINTS'));

    it('is sold once for a request, and twice a month', async () => {
      const requestId = newRequestId();
      const first = dataOf(await want('o-buyer', 'buyMakeUpCard', PRICE, requestId));
      expect(first).toMatchObject({ balancePoints: 140, makeUp: { cards: 1, cardsLeftToBuy: 1 } });
      expect(dataOf(await want('o-buyer', 'buyMakeUpCard', PRICE, requestId))).toEqual(first);
      await refuses('o-buyer', 'buyMakeUpCard', { pricePoints: 61 }, 'KEY_REUSED', requestId);
      const second = dataOf(await want('o-buyer', 'buyMakeUpCard', PRICE));
      expect(second).toMatchObject({ balancePoints: 80, makeUp: { cards: 2, cardsLeftToBuy: 0 } });
      await refuses('o-buyer', 'buyMakeUpCard', PRICE, 'CARD_LIMIT');
    });

    it('is sold twice, not more often, to who taps eight times at once', async () => {
      await give('o-mends', 600);
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => want('o-mends', 'buyMakeUpCard', PRICE)),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
      expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.code])))).toEqual(
        new Set(['CARD_LIMIT']),
      );
      expect(await stored('o-mends')).toMatchObject({ makeUpCards: 2, availablePoints: 10 + 600 - 120 });
    });
  });

  describe('a challenge', () => {
    const WEEK = 'week_of_seven';

    it('is joined by its name and with a pledge that it takes', async () => {
      await give('o-joiner', 120);
      for (const challengeId of ['nobodys', 'constructor', '__proto__', 'streak_7']) {
        const input = { challengeId, pledgePoints: 0 };
        await refuses('o-joiner', 'joinChallenge', input, 'UNKNOWN_CHALLENGE');
      }
      for (const pledgePoints of [1, 49, 51, 100, 2 ** 52]) {
        const input = { challengeId: WEEK, pledgePoints };
        await refuses('o-joiner', 'joinChallenge', input, 'PLEDGE_NOT_OFFERED');
      }
      for (const wrong of [
        { challengeId: WEEK, pledgePoints: -50 },
        { challengeId: WEEK, pledgePoints: 0.5 },
        { challengeId: WEEK, pledgePoints: '50' },
        { challengeId: WEEK },
        { challengeId: 'Week', pledgePoints: 0 },
        { challengeId: { $ne: '' }, pledgePoints: 0 },
        { challengeId: WEEK, pledgePoints: 0, rewardPoints: 9_999 },
      ]) {
        await refuses('o-joiner', 'joinChallenge', wrong, 'INVALID_INPUT');
      }
    });

    it('is not joined with more than one has', () =>
      refuses('o-poor', 'joinChallenge', { challengeId: WEEK, pledgePoints: 50 }, 'INSUFFICIENT_POINTS'));

    it('is joined once for a request, and once at a time', async () => {
      const input = { challengeId: WEEK, pledgePoints: 50 };
      const requestId = newRequestId();
      const joined = dataOf(await want('o-joiner', 'joinChallenge', input, requestId));
      expect(joined).toMatchObject({ balancePoints: 70, running: 1 });
      expect(joined.challenges[0]?.run).toMatchObject({
        state: 'running',
        fromDay: dateOf(1),
        toDay: dateOf(7),
      });
      expect(await stored('o-joiner')).toMatchObject({ frozenPoints: 50 });
      expect(dataOf(await want('o-joiner', 'joinChallenge', input, requestId))).toEqual(joined);
      const other = { challengeId: WEEK, pledgePoints: 0 };
      await refuses('o-joiner', 'joinChallenge', other, 'KEY_REUSED', requestId);
      await refuses('o-joiner', 'joinChallenge', other, 'ALREADY_JOINED');
    });

    it('is one too many where so many run already', async () => {
      const before = await stored('o-joiner');
      const call = memberCall({
        memberId: localMemberIdOf('o-joiner'),
        documents,
        requestId: newRequestId(),
        nowMs: community.clock.nowMs(),
        rulebook: { ...defaultRulebook, challengesAtOnce: 1 },
      });
      const outcome = await joinChallenge.run(call, { challengeId: 'habit_of_21', pledgePoints: 0 });
      expect(outcome).toMatchObject({ refused: 'TOO_MANY_CHALLENGES' });
      expect(await stored('o-joiner')).toEqual(before);
    });
  });

  describe('a task', () => {
    it('is claimed by its name and its period', async () => {
      for (const taskId of ['nothing', 'constructor', '__proto__', 'week_of_seven']) {
        await refuses('o-claimer', 'claimTask', { taskId, period: 'o' }, 'UNKNOWN_TASK');
      }
      for (const [taskId, period] of [
        ['early', 'o'],
        ['early', dayPeriod(2)],
        ['early', dayPeriod(0)],
        ['week_check_in', 'w1'],
        ['joining_gift', dayPeriod(1)],
      ]) {
        await refuses('o-claimer', 'claimTask', { taskId, period }, 'UNKNOWN_TASK');
      }
      for (const wrong of [
        { taskId: 'early' },
        { taskId: 'early', period: '' },
        { taskId: 'early', period: 'x1' },
        { taskId: 'early', period: 'd' },
        { taskId: 'early', period: 20_878 },
        { taskId: 'Early', period: 'o' },
        { taskId: ['early'], period: 'o' },
        { taskId: 'joining_gift', period: 'o', points: 9_999 },
      ]) {
        await refuses('o-claimer', 'claimTask', wrong, 'INVALID_INPUT');
      }
    });

    it('pays nothing before it is open and finished', async () => {
      await refuses('o-claimer', 'claimTask', { taskId: 'three_days', period: 'o' }, 'TASK_LOCKED');
      await refuses('o-claimer', 'claimTask', { taskId: 'starter_task', period: 'o' }, 'TASK_UNFINISHED');
      await refuses('o-claimer', 'claimTask', { taskId: 'streak_7', period: 'o' }, 'TASK_UNFINISHED');
      await refuses('o-claimer', 'claimTask', { taskId: 'early', period: dayPeriod(1) }, 'TASK_UNFINISHED');
    });

    it('that another member has finished is nothing of one’s own', async () => {
      const before = await stored('o-finished');
      expect((await tasksOf('o-finished')).get('starter_task')).toMatchObject({ state: 'claimable' });
      await refuses('o-claimer', 'claimTask', { taskId: 'starter_task', period: 'o' }, 'TASK_UNFINISHED');
      expect(await stored('o-finished')).toEqual(before);
    });

    it('is paid once to who taps 64 times at once, and says the same to the same request', async () => {
      const requestIds = Array.from({ length: 64 }, () => newRequestId());
      const answers = await Promise.all(
        requestIds.map((requestId) => claim('o-claimer', 'joining_gift', 'o', requestId)),
      );
      const paid = answers.findIndex(({ ok }) => ok);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.code])))).toEqual(
        new Set(['ALREADY_CLAIMED']),
      );
      expect(await stored('o-claimer')).toMatchObject({ availablePoints: 50, seq: 1 });
      await refuses('o-claimer', 'claimTask', { taskId: 'joining_gift', period: 'o' }, 'ALREADY_CLAIMED');
      expect(await claim('o-claimer', 'joining_gift', 'o', requestIds[paid])).toEqual(answers[paid]);
    });

    it('counts what an operator records', async () => {
      for (const openid of ['o-picked', 'o-forgets']) dataOf(await pick(openid, `${openid}-1`));
      expect((await tasksOf('o-picked')).get('seen_today')).toMatchObject({ state: 'claimable' });
      expect((await tasksOf('o-picked')).get('week_picks')).toMatchObject({ progress: 1, state: 'open' });
      dataOf(await pick('o-picked', 'o-picked-1'));
      expect((await tasksOf('o-picked')).get('week_picks')).toMatchObject({ progress: 1 });
      dataOf(await pick('o-picked', 'o-picked-2'));
      const finished = (await tasksOf('o-picked')).get('week_picks');
      expect(finished).toMatchObject({ progress: 2, state: 'claimable' });
      expect(dataOf(await claim('o-picked', 'week_picks', finished?.period ?? ''))).toMatchObject({
        earnedPoints: 20,
        balancePoints: 40,
      });
    });

    it('of yesterday pays who finished it, tapped or not, and nobody else', async () => {
      await until(2);
      const ofYesterday = { taskId: 'seen_today', period: dayPeriod(1) };
      await refuses('o-claimer', 'claimTask', ofYesterday, 'UNKNOWN_TASK');
      expect(dataOf(await want('o-picked', 'claimTask', ofYesterday))).toMatchObject({ earnedPoints: 5 });
      expect((await tasksOf('o-picked')).get('seen_today')).toMatchObject({ progress: 0, state: 'open' });
      const { rewards, balancePoints } = dataOf(await checkIn(community.url, 'o-forgets'));
      expect(rewards).toEqual([{ kind: 'task', title: '今天被看见', points: 5, makeUpCards: 0 }]);
      expect(balancePoints).toBe(10 + 10 + 5);
      for (const openid of ['o-picked', 'o-forgets']) {
        await refuses(openid, 'claimTask', ofYesterday, 'ALREADY_CLAIMED');
      }
    });
  });

  it('a calendar is of a month that there is, from the one of joining to the one of today', async () => {
    const askFor = (month: unknown) => ask(community.url, 'o-poor', 'checkInCalendar', { month });
    for (const month of ['2027-00', '2027-13', '2027-3', '2027-03-01', '', 202_703, null, { $gt: '' }]) {
      expect(await askFor(month)).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
    }
    for (const month of ['2027-02', '2027-04', '0000-01', '9999-12']) {
      expect(await askFor(month)).toMatchObject({ ok: false, code: 'MONTH_OUT_OF_RANGE' });
    }
    const { days } = dataOf(await askFor('2027-03'));
    expect(days.map(({ state }) => state).slice(0, 3)).toEqual(['missed', 'today', 'upcoming']);
    expect(days).toHaveLength(31);
  });

  describe('an operator who reverses a reward', () => {
    const rewardOf = async (openid: string) => {
      const { entries } = dataOf(
        await operate(community.url, 'account', { memberId: localMemberIdOf(openid) }),
      );
      return entries.find(({ fact }) => fact['taskId'] === 'three_days')?.seq ?? 0;
    };
    const reverse = async (openid: string) =>
      operate(community.url, 'reverse', { memberId: localMemberIdOf(openid), seq: await rewardOf(openid) });

    it('takes the card that came with it', async () => {
      await until(3);
      for (const openid of ['o-reversed', 'o-used']) {
        expect(dataOf(await claim(openid, 'three_days', 'o'))).toMatchObject({
          earnedPoints: 10,
          earnedMakeUpCards: 1,
        });
      }
      const before = await stored('o-reversed');
      expect(before.makeUpCards).toBe(1);
      expect(dataOf(await reverse('o-reversed'))).toMatchObject({ pointsDelta: -10, debtPoints: 0 });
      expect(await stored('o-reversed')).toMatchObject({
        makeUpCards: 0,
        availablePoints: before.availablePoints - 10,
      });
      await refuses('o-reversed', 'claimTask', { taskId: 'three_days', period: 'o' }, 'ALREADY_CLAIMED');
    });

    it('takes nothing where the card is used', async () => {
      await until(5);
      expect(dataOf(await want('o-used', 'makeUp', { day: dateOf(4) }))).toMatchObject({ paidBy: 'card' });
      const before = await stored('o-used');
      expect(await reverse('o-used')).toMatchObject({ ok: false, code: 'NOT_REVERSIBLE' });
      expect(await stored('o-used')).toEqual(before);
    });
  });

  describe('a make-up', () => {
    const no = (openid: string, day: unknown, code: string) => refuses(openid, 'makeUp', { day }, code);

    it('is for a day that there was, that is over, and not long ago, and on which the member was there', async () => {
      for (const day of [dateOf(5), dateOf(6), '2099-12-31']) await no('o-mends', day, 'DAY_NOT_OVER');
      for (const day of ['2027-02-28', '2027-02-27', '2020-02-29']) await no('o-mends', day, 'OUT_OF_WINDOW');
      for (const day of ['2027-02-29', '2027-02-30', '2026-06-31']) await no('o-mends', day, 'OUT_OF_WINDOW');
      await no('o-mends', dateOf(1), 'ALREADY_CHECKED_IN');
      for (const day of [
        '2027-13-01',
        '2027-3-1',
        'yesterday',
        '',
        20_878,
        null,
        { $lt: 'z' },
        [dateOf(4)],
      ]) {
        await no('o-mends', day, 'INVALID_INPUT');
      }
      await no('o-poor', dateOf(4), 'NO_MAKE_UP_CARD');
    });

    it('of one day counts once, and says the same to the same request', async () => {
      const before = await stored('o-mends');
      const requestIds = [newRequestId(), newRequestId()];
      const answers = await Promise.all(
        requestIds.map((requestId) => want('o-mends', 'makeUp', { day: dateOf(4) }, requestId)),
      );
      const done = answers.findIndex(({ ok }) => ok);
      expect(answers[1 - done]).toMatchObject({ ok: false, code: 'ALREADY_CHECKED_IN' });
      expect(answers[done]).toMatchObject({
        data: { paidBy: 'card', makeUp: { cards: 1, timesLeft: 2 } },
      });
      const { days } = dataOf(await ask(community.url, 'o-mends', 'checkInCalendar'));
      expect(days[3]).toMatchObject({ day: dateOf(4), state: 'made_up', points: 0 });
      expect(await want('o-mends', 'makeUp', { day: dateOf(4) }, requestIds[done])).toEqual(answers[done]);
      expect(await stored('o-mends')).toMatchObject({
        seq: before.seq + 1,
        availablePoints: before.availablePoints,
        growthValue: before.growthValue,
        openWeek: before.openWeek,
        makeUpCards: 1,
      });
    });

    it('mends the streak, for cards, so often a month', async () => {
      dataOf(await want('o-mends', 'makeUp', { day: dateOf(3) }));
      // The third day in a row pays 5 more, and ends the newcomer's chain, which gives another card.
      expect(dataOf(await checkIn(community.url, 'o-mends'))).toMatchObject({
        streakDays: 3,
        earnedPoints: 15,
      });
      await no('o-mends', dateOf(2), 'NO_MAKE_UP_CARD');
      dataOf(await claim('o-mends', 'three_days', 'o'));
      const { streak, makeUp } = dataOf(await want('o-mends', 'makeUp', { day: dateOf(2) }));
      expect(streak).toMatchObject({
        days: 5,
        fromDay: dateOf(1),
        madeUpDays: [dateOf(2), dateOf(3), dateOf(4)],
      });
      expect(makeUp).toMatchObject({ timesLeft: 0, cards: 0 });
      await until(7);
      await give('o-mends', 1);
      await no('o-mends', dateOf(6), 'MONTHLY_LIMIT');
      expect(await home(community.url, 'o-mends')).toMatchObject({ streakDays: 0 });
    });

    it('comes too late after the window', async () => {
      await give('o-late', 60);
      dataOf(await want('o-late', 'buyMakeUpCard', { pricePoints: 60 }));
      await until(9);
      await no('o-late', dateOf(1), 'OUT_OF_WINDOW');
      expect(dataOf(await want('o-late', 'makeUp', { day: dateOf(2) }))).toMatchObject({ paidBy: 'card' });
    });
  });

  it('what was finished last week and not taken comes with the first fact of this one, whatever it is', async () => {
    const before = await stored('o-weekly');
    dataOf(await pick('o-weekly', 'o-weekly-1'));
    const { lines } = dataOf(await ask(community.url, 'o-weekly', 'statement'));
    expect(lines.slice(0, 2).map(({ reason, pointsDelta }) => [reason, pointsDelta])).toEqual([
      ['完成任务：这周签到 5 天', 15],
      ['内容被精选', 10],
    ]);
    expect(await stored('o-weekly')).toMatchObject({ availablePoints: before.availablePoints + 10 + 15 });
    expect((await tasksOf('o-weekly')).get('week_check_in')).toMatchObject({ progress: 0, state: 'open' });
    const next = dataOf(await checkIn(community.url, 'o-weekly'));
    expect(next.rewards).toEqual([]);
  });

  it('a pledge that was not won is gone, once, and the member is told so', async () => {
    const account = dataOf(
      await operate(community.url, 'account', { memberId: localMemberIdOf('o-joiner') }),
    );
    expect(account).toMatchObject({ balancePoints: 70, frozenPoints: 0 });
    const { notices } = dataOf(await ask(community.url, 'o-joiner', 'notices'));
    expect(notices.filter(({ kind }) => kind === 'challenge_lost')).toMatchObject([
      { text: expect.stringContaining('50 积分') },
    ]);
    const { challenges } = dataOf(await ask(community.url, 'o-joiner', 'challenges'));
    expect(challenges[0]?.run).toMatchObject({ state: 'lost', doneDays: 0, daysLeft: 0 });
  });
});
