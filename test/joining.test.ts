import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { localMemberIdOf } from '../local/local-member-id';
import {
  ask,
  askAsIs,
  clockTo,
  dataOf,
  DAY_MS,
  FITTING_ANSWERS,
  home,
  join,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';

jest.setTimeout(120_000);

const MISFITTING_ANSWERS = [
  { questionId: 'experience', choices: ['sell'] },
  { questionId: 'wants', choices: ['customers'] },
];
const GROUPS = ['local-group-reading', 'local-group-parents', 'local-group-alumni'] as const;

describe('joining, through the doors', () => {
  let community: Community;
  let persons = 0;
  const newPerson = () => `o-newcomer-${(persons += 1)}`;
  const arrive = (openid: string, input: object = {}, requestId = newRequestId()) =>
    askAsIs(community.url, openid, 'arrive', input, requestId).then(dataOf);
  const step = (openid: string, action: 'agree' | 'introduce' | 'apply', input: object) =>
    askAsIs(community.url, openid, action, input, newRequestId());
  const fileOf = (openid: string) =>
    operate(community.url, 'memberFile', { memberId: localMemberIdOf(openid) });
  const codeOf = async (openid: string) =>
    dataOf(await ask(community.url, openid, 'myJoinCode', {}, newRequestId())).code;
  const makeCode = (input: object, requestId = newRequestId()) =>
    operate(community.url, 'makeJoinCode', input, { requestId }).then(dataOf);
  const walk = async (openid: string, answers: object[] = FITTING_ANSWERS) => {
    dataOf(await step(openid, 'agree', { version: 1 }));
    dataOf(await step(openid, 'introduce', {}));
    return dataOf(await step(openid, 'apply', { answers }));
  };
  const claim = (openid: string, taskId: string, requestId = newRequestId()) =>
    ask(community.url, openid, 'claimTask', { taskId, period: 'o' }, requestId);
  const decide = (openid: string, decision: object, options: { requestId?: string } = {}) =>
    operate(community.url, 'decideAdmission', { memberId: localMemberIdOf(openid), ...decision }, options);

  /** What WeChat tells a phone, or a person at the panel. */
  const weChat = async (what: string, body: object, openid?: string) => {
    const response = await fetch(`${community.url}/wechat/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(openid ? { 'x-wx-openid': openid } : {}) },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { ok: boolean; result: Record<string, string> };
  };
  /** As a phone that was opened from a group's card. */
  const groupData = async (openid: string, opengid: string) => {
    const login = await weChat('phone/login', {}, openid);
    const group = await weChat('phone/getGroupEnterInfo', { opengid }, openid);
    const { encryptedData, iv } = group.result;
    return { loginCode: login.result['code'], encryptedData, iv };
  };

  beforeAll(async () => {
    community = await openCommunity();
    await join(community.url, 'o-host');
  });
  afterAll(() => community.close());

  it('takes six calls of a function and twenty of the database, from the scan to the first page', async () => {
    const scene = await codeOf('o-host');
    const openid = newPerson();
    const linesBefore = community.logLines.length;
    const before = community.gateway.calls.total;
    await weChat('phone/visit', {}, openid);
    expect(await arrive(openid, { scene })).toMatchObject({
      step: 'rules',
      landing: 'attributed',
      inviter: { picture: '' },
    });
    expect(dataOf(await step(openid, 'agree', { version: 1 }))).toMatchObject({ step: 'profile' });
    expect(dataOf(await step(openid, 'introduce', { nickname: '沈星回' }))).toMatchObject({
      nickname: '沈星回',
      nicknameState: 'clear',
    });
    expect(dataOf(await step(openid, 'apply', { answers: FITTING_ANSWERS }))).toMatchObject({
      step: 'member',
      welcome: { title: '沈星回，欢迎来到小满陶艺社' },
    });
    expect(dataOf(await claim(openid, 'joining_gift'))).toMatchObject({
      earnedPoints: 50,
      balancePoints: 50,
    });
    expect(dataOf(await askAsIs(community.url, openid, 'home'))).toMatchObject({
      displayName: '沈星回',
      balancePoints: 50,
      unreadNotices: 1,
      consentDue: null,
    });
    const lines = community.logLines
      .slice(linesBefore)
      .map((line) => JSON.parse(line) as { databaseCalls: number });
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(lines.reduce((sum, { databaseCalls }) => sum + databaseCalls, 0)).toBeLessThanOrEqual(20);
    // The functions count what the gateway sees, WeChat's two calls apart.
    const { total, byAction } = community.gateway.calls;
    expect(total - before).toBeLessThanOrEqual(20 + (byAction['wx.api'] ?? 0));
    expect(dataOf(await fileOf(openid))).toMatchObject({
      standing: 'admitted',
      attribution: { channel: 'invite', inviterId: localMemberIdOf('o-host'), isFinal: true },
      score: 100,
    });
  });

  it('has one attribution whatever the order and number of scans, cards and retries', async () => {
    const codes = {
      host: await codeOf('o-host'),
      poster: (await makeCode({ channel: 'poster', campaign: 'spring' })).code,
      revoked: (await makeCode({ channel: 'leaflet' })).code,
      unknown: 'NobodyMadeIt'.slice(0, 12),
      malformed: '%E4%BD%A0%zz',
    };
    dataOf(await operate(community.url, 'revokeJoinCode', { code: codes.revoked }));
    const scan = fc.record({
      do: fc.constant('scan'),
      code: fc.constantFrom(...Object.keys(codes)),
      times: fc.integer({ min: 1, max: 3 }),
    });
    const card = fc.record({
      do: fc.constant('card'),
      group: fc.constantFrom(...GROUPS),
      code: fc.option(fc.constantFrom('host', 'poster')),
    });
    const walkIn = fc.constant({ do: 'walk' });
    const deeds = fc.array(fc.oneof({ weight: 3, arbitrary: scan }, card, walkIn), {
      minLength: 1,
      maxLength: 7,
    });
    await fc.assert(
      fc.asyncProperty(deeds, async (todo) => {
        const openid = newPerson();
        let first: object | null = null;
        const groups = new Set<string>();
        for (const deed of todo as {
          do: string;
          code?: keyof typeof codes | null;
          times?: number;
          group?: string;
        }[]) {
          if (deed.do === 'walk') await walk(openid);
          else {
            const group = deed.group ? await groupData(openid, deed.group) : undefined;
            if (deed.group) groups.add(deed.group);
            const scene = deed.code ? { scene: codes[deed.code] } : {};
            const input = { ...scene, ...(group ? { group } : {}) };
            const requestId = newRequestId();
            // The same request twice at once, and more scans after it.
            const [one, again] = await Promise.all([
              arrive(openid, input, requestId),
              arrive(openid, scene, requestId),
            ]);
            expect(one.step).toBe(again.step);
            for (let more = 1; more < (deed.times ?? 1); more += 1) await arrive(openid, scene);
          }
          const file = await fileOf(openid);
          const now: { isFinal: boolean } | null = file.ok ? file.data.attribution : null;
          if (!now) {
            expect(first).toBeNull();
            continue;
          }
          const { isFinal, ...attribution } = now;
          first ??= attribution;
          expect(attribution).toEqual(first);
          if (file.ok && file.data.standing === 'admitted') expect(isFinal).toBe(true);
          if (file.ok) expect(new Set(file.data.groups.map(({ opengid }) => opengid))).toEqual(groups);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('lets a first touch run out that led to no application, and nothing after that', async () => {
    const [waits, joins] = [newPerson(), newPerson()];
    const first = await makeCode({ channel: 'poster' });
    const second = await makeCode({ channel: 'article' });
    for (const openid of [waits, joins]) await arrive(openid, { scene: first.code });
    await walk(joins);
    await clockTo(community.url, community.clock.nowMs() + 31 * DAY_MS);
    expect((await arrive(waits, { scene: second.code })).landing).toBe('attributed');
    expect((await arrive(joins, { scene: second.code })).landing).toBe('kept');
    expect(dataOf(await fileOf(waits)).attribution).toMatchObject({ channel: 'article', isFinal: false });
    expect(dataOf(await fileOf(joins)).attribution).toMatchObject({ channel: 'poster', isFinal: true });
  });

  it.each([
    ['revoked', 'revoked'],
    ['expired', 'expired'],
    ['unknown', 'unknown'],
    ['malformed', 'malformed'],
    ['own', 'own'],
  ])('%s codes open the ordinary page, are counted, and say what they were', async (kind, landing) => {
    const openid = newPerson();
    const ending = await makeCode({ channel: 'fair', expiresAtMs: community.clock.nowMs() + 60_000 });
    if (kind === 'expired') await clockTo(community.url, community.clock.nowMs() + 120_000);
    if (kind === 'revoked') dataOf(await operate(community.url, 'revokeJoinCode', { code: ending.code }));
    if (kind === 'own') await join(community.url, openid);
    const scenes: Record<string, string> = {
      unknown: 'AbCdEfGhIjKl',
      malformed: '<script>',
      own: kind === 'own' ? await codeOf(openid) : '',
    };
    const misses = async () => dataOf(await operate(community.url, 'joinCodes', {})).misses[landing] ?? 0;
    const before = await misses();
    const requestId = newRequestId();
    const view = await arrive(openid, { scene: scenes[kind] ?? ending.code }, requestId);
    expect(view).toMatchObject({ landing, community: { name: '小满陶艺社' } });
    await arrive(openid, { scene: scenes[kind] ?? ending.code }, requestId);
    expect(await misses()).toBe(before + 1);
    const file = await fileOf(openid);
    if (kind !== 'own') expect(file.ok ? file.data.attribution : null).toBeNull();
  });

  it('does not let anybody guess: after ten unknown codes a day even a right one is not looked at', async () => {
    const openid = newPerson();
    const { code } = await makeCode({ channel: 'poster' });
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await arrive(openid, { scene: `Guess${String(guess).padStart(7, '0')}` })).landing).toBe(
        'unknown',
      );
    }
    expect((await arrive(openid, { scene: code })).landing).toBe('too_many');
    expect((await arrive(openid, { scene: 'Guess9999999' })).landing).toBe('too_many');
    await clockTo(community.url, community.clock.nowMs() + DAY_MS);
    expect((await arrive(openid, { scene: code })).landing).toBe('attributed');
  });

  it('ties a member to each group they came from, and believes no other data', async () => {
    const [openid, thief] = [newPerson(), newPerson()];
    for (const opengid of GROUPS.slice(0, 2)) {
      expect((await arrive(openid, { group: await groupData(openid, opengid) })).group).toBe('joined');
    }
    const own = await groupData(openid, GROUPS[2]);
    // Another one's data with a login of one's own, and another one's login.
    const thiefs = await weChat('phone/login', {}, thief);
    const stolen = { ...own, loginCode: thiefs.result['code'] };
    expect((await arrive(thief, { group: stolen })).group).toBe('forged');
    expect((await arrive(thief, { group: own })).group).toBe('foreign');
    expect((await arrive(openid, { group: own })).group).toBe('unavailable');
    const late = await groupData(openid, GROUPS[2]);
    await clockTo(community.url, community.clock.nowMs() + 6 * 60_000);
    const again = await weChat('phone/login', {}, openid);
    expect(['stale', 'forged']).toContain(
      (await arrive(openid, { group: { ...late, loginCode: again.result['code'] } })).group,
    );
    const file = dataOf(await fileOf(openid));
    expect(file.groups.map(({ opengid }) => opengid)).toEqual(GROUPS.slice(0, 2));
    expect(file.attribution).toMatchObject({ channel: 'group', inviterId: null });
    expect((await fileOf(thief)).ok).toBe(false);
  });

  it('keeps nothing personal before the rules are agreed to, and refuses each wrong step by name', async () => {
    const openid = newPerson();
    await arrive(openid);
    expect(await step(openid, 'introduce', { nickname: '阿青' })).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(await step(openid, 'apply', { answers: FITTING_ANSWERS })).toMatchObject({
      code: 'CONSENT_MISSING',
    });
    expect(await step(openid, 'agree', { version: 2 })).toMatchObject({
      code: 'RULES_CHANGED',
      data: { version: 1 },
    });
    dataOf(await step(openid, 'agree', { version: 1 }));
    for (const nickname of ['字'.repeat(21), '\u202e', 'a'.repeat(10_000)]) {
      expect(await step(openid, 'introduce', { nickname })).toMatchObject({ code: 'NICKNAME_UNFIT' });
    }
    for (const pictureFileId of ['https://example.com/a.png', 'cloud://x/codes/abcdefghijklmnopq.png']) {
      expect(await step(openid, 'introduce', { pictureFileId })).toMatchObject({ code: 'PICTURE_UNFIT' });
    }
    const about = { questionId: 'about', text: '陶'.repeat(10_000) };
    const wrong: [object[], string][] = [
      [[{ questionId: 'salary', text: '多少' }], 'UNKNOWN_QUESTION'],
      [[], 'ANSWER_MISSING'],
      [[...FITTING_ANSWERS, about], 'ANSWER_UNFIT'],
    ];
    for (const [answers, code] of wrong) {
      expect(await step(openid, 'apply', { answers })).toMatchObject({ code });
    }
    expect(await arrive(openid)).toMatchObject({ step: 'profile', own: { nickname: '' }, application: null });
    expect(await askAsIs(community.url, openid, 'home')).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it.each(['مرحبا بالعالم', '👨‍👩‍👧‍👦一家', 'Zoë', '𠮷野家'])('takes the name %s as it is', async (nickname) => {
    const openid = newPerson();
    await arrive(openid);
    await weChat('phone/visit', {}, openid);
    dataOf(await step(openid, 'agree', { version: 1 }));
    expect(dataOf(await step(openid, 'introduce', { nickname }))).toMatchObject({ nickname });
  });

  it('admits once where two apply at once, from two phones', async () => {
    const openid = newPerson();
    await arrive(openid);
    dataOf(await step(openid, 'agree', { version: 1 }));
    dataOf(await step(openid, 'introduce', {}));
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => step(openid, 'apply', { answers: FITTING_ANSWERS })),
    );
    for (const answer of answers) expect(dataOf(answer)).toMatchObject({ step: 'member' });
    const gifts = await Promise.all(Array.from({ length: 6 }, () => claim(openid, 'joining_gift')));
    expect(gifts.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await home(community.url, openid)).toMatchObject({ balancePoints: 50, unreadNotices: 1 });
  });

  it('pays the gift and the starter task once each, and guides on until three days are done', async () => {
    const openid = newPerson();
    await join(community.url, openid);
    const steps = async () =>
      (await home(community.url, openid)).guide?.tasks.map(({ taskId, state }) => [taskId, state]);
    expect(await steps()).toEqual([
      ['joining_gift', 'claimable'],
      ['starter_task', 'open'],
      ['three_days', 'locked'],
    ]);
    expect(await claim(openid, 'starter_task')).toMatchObject({ code: 'TASK_UNFINISHED' });
    expect(await claim(openid, 'three_days')).toMatchObject({ code: 'TASK_LOCKED' });
    const requestId = newRequestId();
    const paid = dataOf(await claim(openid, 'joining_gift', requestId));
    expect(paid).toMatchObject({ earnedPoints: 50, balancePoints: 50 });
    expect(dataOf(await claim(openid, 'joining_gift', requestId))).toEqual(paid);
    expect(await claim(openid, 'joining_gift')).toMatchObject({ code: 'ALREADY_CLAIMED' });
    dataOf(await ask(community.url, openid, 'checkIn', {}, newRequestId()));
    expect(await steps()).toEqual([
      ['joining_gift', 'claimed'],
      ['starter_task', 'claimable'],
      ['three_days', 'open'],
    ]);
    expect(dataOf(await claim(openid, 'starter_task'))).toMatchObject({
      earnedPoints: 20,
      balancePoints: 80,
    });
    const { lines } = dataOf(await ask(community.url, openid, 'statement'));
    expect(lines.map(({ reason }) => reason)).toEqual([
      '完成任务：第一次签到',
      '签到，连续第 1 天',
      '完成任务：收下见面礼',
    ]);
    for (const day of [2, 3]) {
      await clockTo(community.url, community.clock.nowMs() + DAY_MS);
      const answer = await ask(community.url, openid, 'checkIn', {}, newRequestId());
      expect(dataOf(answer)).toMatchObject({ streakDays: day });
    }
    expect(dataOf(await claim(openid, 'three_days'))).toMatchObject({
      earnedPoints: 10,
      earnedMakeUpCards: 1,
      guide: null,
    });
    expect((await home(community.url, openid)).guide).toBeNull();
  });

  describe('the queue', () => {
    it('holds whom WeChat finds risky, and nobody of whom it knows nothing', async () => {
      const behave = (behaviour: object) =>
        weChat('panel/behave', { name: 'riskControl.getUserRiskRank', behaviour });
      const [risky, unknown] = [newPerson(), newPerson()];
      for (const openid of [risky, unknown]) await arrive(openid);
      await behave({ riskRank: 4 });
      expect(await walk(risky)).toMatchObject({ step: 'waiting' });
      expect(await queued(risky)).toMatchObject({ reasons: ['risk'], score: 100 });
      await behave({ failWith: 61010 });
      expect(await walk(unknown)).toMatchObject({ step: 'member' });
      await behave({});
    });

    const queued = async (openid: string) => {
      const { queue } = dataOf(await operate(community.url, 'admissions', {}));
      return queue.find(({ memberId }) => memberId === localMemberIdOf(openid));
    };

    it('holds who does not fit, with the reason, and lets an operator approve', async () => {
      const openid = newPerson();
      await arrive(openid);
      const about = { questionId: 'about', text: '卖泥料的' };
      await weChat('phone/visit', {}, openid);
      expect(await walk(openid, [...MISFITTING_ANSWERS, about])).toMatchObject({
        step: 'waiting',
        application: { state: 'queued', reason: null },
      });
      expect(await queued(openid)).toMatchObject({
        score: 12,
        reasons: ['low_score'],
        tags: ['商家', '找客户'],
        channel: 'natural',
        answers: [{ answer: '我卖陶艺用品' }, { answer: '找客户' }, { answer: '卖泥料的' }],
      });
      await clockTo(community.url, community.clock.nowMs() + 2 * 3_600_000);
      const requestId = newRequestId();
      const done = await decide(openid, { decision: 'approve' }, { requestId });
      expect(dataOf(done)).toMatchObject({ standing: 'admitted', timeToAdmitMs: expect.any(Number) });
      expect(dataOf(done).timeToAdmitMs).toBeGreaterThanOrEqual(2 * 3_600_000);
      expect(dataOf(await decide(openid, { decision: 'approve' }, { requestId }))).toEqual(dataOf(done));
      expect(await decide(openid, { decision: 'approve' })).toMatchObject({ code: 'NOT_QUEUED' });
      expect(await queued(openid)).toBeUndefined();
      expect(await home(community.url, openid)).toMatchObject({ unreadNotices: 1 });
      const { timeToAdmit } = dataOf(await operate(community.url, 'admissions', {}));
      expect(timeToAdmit.members).toBeGreaterThan(timeToAdmit.byRule);
    });

    it('tells who is refused why, and when one may come again', async () => {
      const openid = newPerson();
      await arrive(openid);
      await walk(openid, MISFITTING_ANSWERS);
      dataOf(await decide(openid, { decision: 'reject', reason: 'advertising' }));
      const view = await arrive(openid);
      expect(view).toMatchObject({
        step: 'waiting',
        application: { state: 'rejected', reason: 'advertising' },
      });
      const early = await step(openid, 'apply', { answers: FITTING_ANSWERS });
      expect(early).toMatchObject({
        code: 'TOO_SOON',
        data: { mayApplyAtMs: view.application?.mayApplyAtMs },
      });
      const { notices } = dataOf(await askAsIs(community.url, openid, 'notices'));
      expect(notices).toMatchObject([{ kind: 'admission_rejected', isRead: false }]);
      await clockTo(community.url, view.application?.mayApplyAtMs ?? 0);
      expect(dataOf(await step(openid, 'apply', { answers: FITTING_ANSWERS }))).toMatchObject({
        step: 'member',
      });
    });

    it('sends an application back, to be answered again', async () => {
      const openid = newPerson();
      await arrive(openid);
      const requestId = newRequestId();
      dataOf(await step(openid, 'agree', { version: 1 }));
      dataOf(await step(openid, 'introduce', {}));
      await askAsIs(community.url, openid, 'apply', { answers: MISFITTING_ANSWERS }, requestId);
      dataOf(await decide(openid, { decision: 'ask_again', reason: 'more_detail' }));
      expect(await arrive(openid)).toMatchObject({
        step: 'questions',
        application: { state: 'asked_again', reason: 'more_detail' },
      });
      // The first answers, on their way for a while.
      const late = await askAsIs(community.url, openid, 'apply', { answers: MISFITTING_ANSWERS }, requestId);
      expect(dataOf(late)).toMatchObject({ step: 'questions' });
      expect(dataOf(await step(openid, 'apply', { answers: FITTING_ANSWERS }))).toMatchObject({
        step: 'member',
      });
    });

    it('is decided once where two operators decide at once', async () => {
      const openid = newPerson();
      await arrive(openid);
      await walk(openid, MISFITTING_ANSWERS);
      const answers = await Promise.all([
        decide(openid, { decision: 'approve' }),
        decide(openid, { decision: 'reject', reason: 'full' }),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'NOT_QUEUED' });
      const { standing } = dataOf(await fileOf(openid));
      expect((await askAsIs(community.url, openid, 'home')).ok).toBe(standing === 'admitted');
      expect(await decide('o-never-seen', { decision: 'approve' })).toMatchObject({
        code: 'MEMBER_NOT_FOUND',
      });
    });
  });

  describe('what others see', () => {
    const keywords = (list: object[]) => weChat('panel/keywords', { keywords: list });
    const seenBy = async (openid: string) =>
      JSON.stringify(
        await Promise.all([home(community.url, openid), ask(community.url, openid, 'leaderboard')]),
      );

    it('is no name that WeChat has not passed', async () => {
      const openid = newPerson();
      await arrive(openid);
      await weChat('phone/visit', {}, openid);
      dataOf(await step(openid, 'agree', { version: 1 }));
      await keywords([
        { word: '坏名字', suggest: 'risky', label: 20001 },
        { word: '怪名字', suggest: 'review', label: 20001 },
      ]);
      expect(await step(openid, 'introduce', { nickname: '坏名字啊' })).toMatchObject({
        code: 'NICKNAME_REFUSED',
      });
      expect(dataOf(await step(openid, 'introduce', { nickname: '怪名字啊' }))).toMatchObject({
        nickname: '怪名字啊',
        nicknameState: 'review',
      });
      await walk(openid);
      dataOf(await ask(community.url, openid, 'checkIn', {}, newRequestId()));
      expect(await seenBy('o-host')).not.toContain('名字啊');
      const memberId = localMemberIdOf(openid);
      const { reviews } = dataOf(await operate(community.url, 'profileReviews', {}));
      expect(reviews).toMatchObject([{ memberId, part: 'nickname', value: '怪名字啊' }]);
      const verdict = { memberId, part: 'nickname', value: '怪名字啊', isHarmless: true };
      const stale = await operate(community.url, 'decideProfile', { ...verdict, value: '坏名字啊' });
      expect(stale).toMatchObject({ code: 'NOT_IN_REVIEW' });
      const harmful = { ...verdict, isHarmless: false };
      dataOf(await operate(community.url, 'decideProfile', harmful));
      expect(await seenBy('o-host')).not.toContain('名字啊');
      const { notices } = dataOf(await askAsIs(community.url, openid, 'notices'));
      expect(notices.map(({ kind }) => kind).sort()).toEqual(['nickname_refused', 'welcome']);
      expect(await operate(community.url, 'decideProfile', verdict)).toMatchObject({ code: 'NOT_IN_REVIEW' });
      dataOf(await step(openid, 'introduce', { nickname: '' }));
      dataOf(await step(openid, 'introduce', { nickname: '怪名字啊' }));
      dataOf(await operate(community.url, 'decideProfile', verdict));
      expect(await seenBy('o-host')).toContain('怪名字啊');
      expect(dataOf(await operate(community.url, 'profileReviews', {})).reviews).toEqual([]);
      await keywords([]);
    });

    it('is no name while WeChat does not answer; nothing of it is kept', async () => {
      const openid = newPerson();
      await arrive(openid);
      dataOf(await step(openid, 'agree', { version: 1 }));
      await weChat('panel/behave', { name: 'security.msgSecCheck', behaviour: { failWith: 61010 } });
      expect(await step(openid, 'introduce', { nickname: '阿青' })).toMatchObject({
        code: 'CHECK_UNAVAILABLE',
      });
      await weChat('panel/behave', { name: 'security.msgSecCheck', behaviour: {} });
      expect(await arrive(openid)).toMatchObject({ step: 'profile', own: { nickname: '' } });
    });
  });
});
