import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MemberCall } from '../cloudfunctions/community/call';
import { collections } from '../cloudfunctions/community/collections';
import { commitCaller, MEMBERS, type Member } from '../cloudfunctions/community/members';
import {
  allowMessage,
  leaveNotice,
  notices,
  notify,
  readNotices,
  templatesOf,
  unreadOf,
} from '../cloudfunctions/community/notices';
import { NOTICES } from '../cloudfunctions/community/notices/store';
import { defaultRulebook } from '../cloudfunctions/community/rulebook';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { localMemberIdOf } from '../local/local-member-id';
import {
  askAsIs,
  dataOf,
  join,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';
import { LostCall, withFaults, type Fault } from './support/faults';

const SEND = 'subscribeMessage.send';

describe('notices', () => {
  let community: Community;
  const change = async (openid: string, action: 'agree' | 'introduce' | 'apply', input: object) =>
    dataOf(await askAsIs(community.url, openid, action, input, newRequestId()));
  /** An application that waits for a person. */
  async function wait(openid: string): Promise<void> {
    dataOf(await askAsIs(community.url, openid, 'arrive', {}, newRequestId()));
    await change(openid, 'agree', { version: 1 });
    await change(openid, 'introduce', {});
    const answers = [
      { questionId: 'experience', choices: ['sell'] },
      { questionId: 'wants', choices: ['customers'] },
    ];
    expect(await change(openid, 'apply', { answers })).toMatchObject({ step: 'waiting' });
  }
  const decide = (openid: string, decision: object, requestId = newRequestId()) =>
    operate(
      community.url,
      'decideAdmission',
      { memberId: localMemberIdOf(openid), ...decision },
      { requestId },
    );
  const list = async (openid: string) => dataOf(await askAsIs(community.url, openid, 'notices'));
  const allow = (openid: string, templateId: string, requestId = newRequestId()) =>
    askAsIs(community.url, openid, 'allowMessage', { templateId }, requestId);
  const templateOf = async (openid: string) => (await list(openid)).messages?.templateId ?? '';
  const inboxOf = (openid: string) => community.wechat.phone.inboxOf(openid);
  /** As WeChat's dialog and the page do it together. */
  async function accept(openid: string): Promise<void> {
    const template = await templateOf(openid);
    const choices = { [template]: 'accept' } as const;
    await community.wechat.phone.requestSubscribe({ openid, tmplIds: [template], choices });
    dataOf(await allow(openid, template));
  }

  beforeAll(async () => {
    community = await openCommunity();
    await join(community.url, 'o-first');
  });
  afterAll(() => community.close());

  it('greet a new member, in the words of the rulebook', async () => {
    const { notices: shown, unread } = await list('o-first');
    expect(unread).toBe(1);
    expect(shown).toMatchObject([
      { kind: 'welcome', linkPath: defaultRulebook.joining.welcome.linkPath, isRead: false },
    ]);
    expect(shown[0]?.title).toContain(defaultRulebook.community.name);
    expect(`${shown[0]?.title}${shown[0]?.text}`).not.toMatch(/[{}]/);
  });

  it('tell a visitor who was refused why, and nobody else anything', async () => {
    await wait('o-refused');
    dataOf(await decide('o-refused', { decision: 'reject', reason: 'advertising' }));
    const { notices: shown, nextCursor } = await list('o-refused');
    expect(nextCursor).toBeNull();
    expect(shown).toMatchObject([
      {
        kind: 'admission_rejected',
        title: '这次没能加入小满陶艺社',
        text: expect.stringContaining('资料里有推广的内容'),
        linkPath: '/packages/join/waiting/index',
      },
    ]);
    expect(await list('o-somebody-else')).toMatchObject({ notices: [], unread: 0 });
  });

  it('are sent to WeChat where that was allowed, one for one, and told once', async () => {
    await wait('o-allows');
    await accept('o-allows');
    const requestId = newRequestId();
    const decision = { decision: 'ask_again', reason: 'more_detail' };
    for (let time = 0; time < 2; time += 1) dataOf(await decide('o-allows', decision, requestId));
    expect(inboxOf('o-allows')).toMatchObject([
      {
        page: 'packages/join/waiting/index',
        values: {
          thing1: '小满陶艺社',
          phrase2: '请补充',
          time3: expect.stringMatching(/^\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d$/),
        },
      },
    ]);
    const after = await list('o-allows');
    expect(after.messages?.left).toBe(0);
    expect(after.notices.map(({ kind }) => kind)).toEqual(['admission_asked_again']);
  });

  it('are not sent without that, or for a second time', async () => {
    await wait('o-silent');
    const before = community.wechat.panel.state().calls.filter(({ name }) => name === SEND).length;
    dataOf(await decide('o-silent', { decision: 'approve' }));
    expect((await list('o-silent')).notices).toHaveLength(1);
    expect(inboxOf('o-silent')).toEqual([]);
    expect(community.wechat.panel.state().calls.filter(({ name }) => name === SEND)).toHaveLength(before);
  });

  it('where WeChat fails, count as sent, and stand in the list', async () => {
    await wait('o-unlucky');
    await accept('o-unlucky');
    community.wechat.panel.behave(SEND, { failWith: -1 });
    dataOf(await decide('o-unlucky', { decision: 'reject', reason: 'full' }));
    community.wechat.panel.behave(SEND, {});
    const after = await list('o-unlucky');
    expect(after.messages?.left).toBe(0);
    expect(after.notices).toHaveLength(1);
    expect(inboxOf('o-unlucky')).toEqual([]);
  });

  it('count what was allowed once for a request, twenty at most, and only of our template', async () => {
    const template = await templateOf('o-first');
    const requestId = newRequestId();
    for (let time = 0; time < 3; time += 1) {
      expect(dataOf(await allow('o-first', template, requestId)).left).toBe(1);
    }
    for (let more = 0; more < 21; more += 1) dataOf(await allow('o-first', template));
    expect((await list('o-first')).messages?.left).toBe(20);
    expect(await allow('o-first', 'another')).toMatchObject({ code: 'UNKNOWN_TEMPLATE' });
    expect((await list('o-first')).messages).toEqual({ templateId: template, left: 20 });
  });

  it('refuse a cursor that is none', async () => {
    for (const cursor of ['', 'x', ':', '1:', '99999999999999999:a', '1:$', { $gt: '' }]) {
      const answer = await askAsIs(community.url, 'o-first', 'notices', { cursor });
      expect(answer).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
    }
    const last = await askAsIs(community.url, 'o-first', 'notices', { cursor: '9999999999999999:z' });
    expect(dataOf(last).notices).toHaveLength(1);
  });
});

describe('notices, when calls to the database get lost', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  const nowMs = Date.UTC(2026, 5, 18, 2);
  const templates = templatesOf({ QUNJIE_TEMPLATE_ADMISSION: 'template' });
  const callOf = (memberId: string, documents: Documents, change: object = {}) =>
    ({
      memberId,
      documents,
      requestId: 'request-0',
      nowMs,
      random: Math.random,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      rulebook: defaultRulebook,
      templates,
      ...change,
    }) as unknown as MemberCall;
  const notice = (key: string) =>
    ({ kind: 'admission_rejected', key, values: { reason: 'full' }, linkPath: '' }) as const;
  const memberOf = async (memberId: string): Promise<Member> => {
    const stored = await openDocuments().getNewest<Member>(MEMBERS, memberId);
    if (!stored) throw new Error('no member');
    return stored;
  };
  const newMember = (memberId: string, change: Partial<Member>) =>
    commitCaller(callOf(memberId, openDocuments()), ({ member }) => ({
      outcome: {},
      next: { ...member, ...change },
    }));

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  it('the same is left once and sent at most once, for a message that is spent', async () => {
    const faultsOf = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 10 });
    let count = 0;
    let sentAtAll = 0;
    await fc.assert(
      fc.asyncProperty(faultsOf, faultsOf, fc.integer({ min: 0, max: 2 }), async (one, other, left) => {
        const memberId = `member-${(count += 1)}`.padEnd(24, '_');
        await newMember(memberId, { messagesLeft: { template: left } });
        let sent = 0;
        const wechat = { send: () => Promise.resolve((sent += 1)) };
        const persist = async (faults: readonly Fault[], requestId: string) => {
          const documents = withFaults(openDocuments(), faults[Symbol.iterator]());
          for (;;) {
            try {
              const member = await memberOf(memberId);
              return await notify(callOf(memberId, documents, { requestId, wechat }), member, notice('k'));
            } catch (error) {
              if (!(error instanceof LostCall)) throw error;
            }
          }
        };
        const isNew = await Promise.all([persist(one, 'request-1'), persist(other, 'request-2')]);
        expect(isNew.filter(Boolean).length).toBeLessThanOrEqual(1);
        expect(await openDocuments().count(NOTICES, { member: memberId })).toBe(1);
        const spent = left - ((await memberOf(memberId)).messagesLeft.template ?? 0);
        expect(sent).toBeLessThanOrEqual(Math.min(1, left));
        expect(spent).toBe(sent);
        sentAtAll += sent;
      }),
      { numRuns: 40 },
    );
    expect(sentAtAll).toBeGreaterThan(0);
  });

  it('each is shown once, page by page, newest first, however many there are of an instant', async () => {
    let count = 0;
    const offsets = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 70 });
    await fc.assert(
      fc.asyncProperty(offsets, async (atOffsets) => {
        const memberId = `reader-${(count += 1)}`.padEnd(24, '_');
        const documents = openDocuments();
        await Promise.all(
          atOffsets.map((offset, index) =>
            leaveNotice({ documents, nowMs: nowMs + offset }, memberId, notice(`k${index}`)),
          ),
        );
        const shown: { noticeId: string; atMs: number }[] = [];
        let cursor: string | null | undefined;
        do {
          const answer = await notices.run(callOf(memberId, documents), cursor ? { cursor } : {});
          const { data } = answer as { data: { notices: typeof shown; nextCursor: string | null } };
          expect(data.notices.length).toBeLessThanOrEqual(20);
          shown.push(...data.notices);
          cursor = data.nextCursor;
        } while (cursor);
        expect(shown.map(({ atMs }) => atMs - nowMs)).toEqual([...atOffsets].sort((a, b) => b - a));
        expect(new Set(shown.map(({ noticeId }) => noticeId)).size).toBe(atOffsets.length);
      }),
      { numRuns: 20 },
    );
  });

  it('what was read stays read, and what is still to come is not', async () => {
    const memberId = 'forgetful'.padEnd(24, '_');
    const documents = openDocuments();
    await newMember(memberId, {});
    const call = (laterMs = 0) => callOf(memberId, documents, { nowMs: nowMs + laterMs });
    for (const laterMs of [0, 10, 20]) {
      await leaveNotice(call(laterMs), memberId, notice(`k${laterMs}`));
    }
    const read = async (untilMs: number, laterMs: number) =>
      readNotices.run(call(laterMs), { untilMs }) as Promise<unknown>;
    expect(await read(nowMs + 10, 30)).toEqual({ data: { unread: 1 } });
    expect(await read(nowMs, 30)).toEqual({ data: { unread: 1 } });
    expect(await read(2 ** 52, 30)).toEqual({ data: { unread: 0 } });
    await leaveNotice(call(40), memberId, notice('k40'));
    expect(await unreadOf(call(), await memberOf(memberId))).toBe(1);
  });

  it('a community without a template sends nothing and offers nothing', async () => {
    const memberId = 'nobody'.padEnd(24, '_');
    const bare = callOf(memberId, openDocuments(), { templates: templatesOf({}) });
    expect(await notices.run(bare, {})).toMatchObject({ data: { messages: null } });
    expect(await allowMessage.run(bare, { templateId: 'template' })).toMatchObject({
      refused: 'UNKNOWN_TEMPLATE',
    });
  });
});
