import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MemberCall } from '../cloudfunctions/community/call';
import { collections } from '../cloudfunctions/community/collections';
import { codeOf, makeJoinCode, myJoinCode, recordMiss } from '../cloudfunctions/community/join-codes';
import { JOIN_CODES, LANDINGS } from '../cloudfunctions/community/join-codes/store';
import { openAccount } from '../cloudfunctions/community/ledger';
import { defaultRulebook } from '../cloudfunctions/community/rulebook';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { localMemberIdOf } from '../local/local-member-id';
import { scan } from '../local/wechat/test-scan';
import {
  ask,
  askAsIs,
  clockTo,
  dataOf,
  DAY_MS,
  join,
  newRequestId,
  openCommunity,
  operate,
  type Community,
} from './support/community';
import { LostCall, withFaults, type Fault } from './support/faults';

const GET_UNLIMITED = 'wxacode.getUnlimited';

describe('codes that open the way in', () => {
  let community: Community;
  const own = async (openid: string) =>
    dataOf(await ask(community.url, openid, 'myJoinCode', {}, newRequestId()));
  const make = (input: object, options: { requestId?: string; as?: string } = {}) =>
    operate(community.url, 'makeJoinCode', input, options);
  const revoke = (code: string) => operate(community.url, 'revokeJoinCode', { code });
  const list = async (input: object = {}) => dataOf(await operate(community.url, 'joinCodes', input));
  const codesMade = () => {
    const { calls } = community.wechat.panel.state();
    return calls.filter(({ name }) => name === GET_UNLIMITED).length;
  };
  const land = async (openid: string, scene: string) => {
    const arrived = await askAsIs(community.url, openid, 'arrive', { scene }, newRequestId());
    return dataOf(arrived).landing;
  };
  const read = async (fileId: string) => {
    const name = fileId.slice(fileId.lastIndexOf('/') + 1);
    const response = await fetch(`${community.url}/cloud/files/codes/${name}`);
    const scanned = scan(Buffer.from(await response.arrayBuffer()));
    return community.wechat.phone.readCode(scanned);
  };

  beforeAll(async () => {
    community = await openCommunity();
    await join(community.url, 'o-inviter');
  });
  afterAll(() => community.close());

  it('a member has one, whose picture opens the way in, and WeChat is asked for it once', async () => {
    const before = codesMade();
    const mine = await own('o-inviter');
    expect(mine).toMatchObject({
      path: `/packages/join/landing/index?scene=${mine.code}`,
      communityName: defaultRulebook.community.name,
      benefit: defaultRulebook.joining.benefits[0],
      face: { picture: '' },
    });
    expect(await read(mine.picture)).toMatchObject({ page: 'packages/join/landing/index', scene: mine.code });
    expect(await own('o-inviter')).toEqual(mine);
    expect(codesMade()).toBe(before + 1);
  });

  it('of two wishes at once there is one code', async () => {
    await join(community.url, 'o-hasty');
    const wished = await Promise.all(Array.from({ length: 5 }, () => own('o-hasty')));
    expect(new Set(wished.map(({ code }) => code)).size).toBe(1);
    const { codes } = await list();
    const inviterId = localMemberIdOf('o-hasty');
    expect(codes.filter((code) => code.inviterId === inviterId)).toHaveLength(1);
  });

  it('is not for visitors', async () => {
    const answer = await askAsIs(community.url, 'o-visitor', 'myJoinCode', {}, newRequestId());
    expect(answer).toMatchObject({ ok: false, code: 'NOT_A_MEMBER' });
  });

  it('stands without a picture while WeChat makes none, and is tried again when it is wanted', async () => {
    await join(community.url, 'o-patient');
    community.wechat.panel.behave(GET_UNLIMITED, { failWith: 45009 });
    const bare = await own('o-patient');
    const poster = dataOf(await make({ channel: 'poster' }, { requestId: 'poster-of-a-bad-day' }));
    expect([bare.picture, poster.picture]).toEqual(['', '']);
    expect(await land('o-early', bare.code)).toBe('attributed');
    community.wechat.panel.behave(GET_UNLIMITED, {});
    const drawn = await own('o-patient');
    expect(drawn).toEqual({ ...bare, picture: expect.stringContaining(`codes/${bare.code}.png`) });
    const again = dataOf(await make({ channel: 'poster' }, { requestId: 'poster-of-a-bad-day' }));
    expect(again).toEqual({ ...poster, picture: expect.stringContaining(`codes/${poster.code}.png`) });
  });

  it('a member whose code was revoked gets another one', async () => {
    await join(community.url, 'o-revoked');
    const first = await own('o-revoked');
    dataOf(await revoke(first.code));
    const second = await own('o-revoked');
    expect(second.code).not.toBe(first.code);
    expect(await own('o-revoked')).toEqual(second);
    expect(await land('o-old-poster', first.code)).toBe('revoked');
    expect(await land('o-old-poster', second.code)).toBe('attributed');
  });

  it('operators make them for channels and campaigns, one for a request', async () => {
    const requestId = newRequestId();
    const wish = {
      channel: 'fair-2026',
      campaign: 'spring',
      inviterId: localMemberIdOf('o-inviter'),
      expiresAtMs: community.clock.nowMs() + DAY_MS,
    };
    const made = dataOf(await make(wish, { requestId }));
    expect(made).toEqual({
      ...wish,
      code: expect.stringMatching(/^[A-Za-z0-9]{12}$/),
      createdAtMs: expect.any(Number),
      revokedAtMs: null,
      picture: expect.stringContaining('.png'),
    });
    expect(dataOf(await make(wish, { requestId }))).toEqual(made);
    for (const change of [
      { channel: 'other' },
      { campaign: 'other' },
      { expiresAtMs: wish.expiresAtMs + 1 },
    ]) {
      expect(await make({ ...wish, ...change }, { requestId })).toMatchObject({ code: 'KEY_REUSED' });
    }
    expect((await list()).codes).toContainEqual(made);
  });

  it('refuses a code that makes no sense, and keeps nothing of it', async () => {
    const before = (await list()).codes;
    const stranger = localMemberIdOf('o-never-seen');
    expect(await make({ channel: 'a', inviterId: stranger })).toMatchObject({ code: 'MEMBER_NOT_FOUND' });
    const expiresAtMs = community.clock.nowMs() - 1;
    expect(await make({ channel: 'a', expiresAtMs })).toMatchObject({ code: 'EXPIRED' });
    for (const channel of ['', 'A', '海报', 'a'.repeat(33), '$where', 'a.b']) {
      expect(await make({ channel })).toMatchObject({ code: 'INVALID_INPUT' });
    }
    expect(await revoke('AAAAAAAAAAAA')).toMatchObject({ code: 'CODE_NOT_FOUND' });
    expect((await list()).codes).toEqual(before);
  });

  it('are revoked once; whoever came before stays attributed', async () => {
    const { code } = dataOf(await make({ channel: 'poster' }));
    expect(await land('o-in-time', code)).toBe('attributed');
    const revoked = dataOf(await revoke(code));
    expect(revoked.revokedAtMs).not.toBeNull();
    expect(dataOf(await revoke(code))).toEqual(revoked);
    expect(await land('o-too-late', code)).toBe('revoked');
    const file = dataOf(
      await operate(community.url, 'memberFile', { memberId: localMemberIdOf('o-in-time') }),
    );
    expect(file.attribution).toMatchObject({ channel: 'poster' });
  });

  it('scans that led to nothing are counted, by what they came to, for thirty days', async () => {
    const { misses: before } = await list();
    const added = async () => {
      const { misses } = await list();
      return Object.fromEntries(
        Object.entries(misses).map(([outcome, count]) => [outcome, count - (before[outcome] ?? 0)]),
      );
    };
    const { code } = dataOf(await make({ channel: 'short', expiresAtMs: community.clock.nowMs() + DAY_MS }));
    expect(await land('o-lost', 'no code')).toBe('malformed');
    expect(await land('o-lost', 'BBBBBBBBBBBB')).toBe('unknown');
    expect(await land('o-inviter', (await own('o-inviter')).code)).toBe('own');
    await clockTo(community.url, community.clock.nowMs() + DAY_MS);
    expect(await land('o-lost', code)).toBe('expired');
    expect(await added()).toMatchObject({ malformed: 1, unknown: 1, own: 1, expired: 1 });
    await clockTo(community.url, community.clock.nowMs() + 31 * DAY_MS);
    expect((await list()).misses).toEqual({});
  });

  it('are listed newest first, page by page, none left out', async () => {
    // All at once, so that some are made in the same instant.
    community.wechat.panel.behave(GET_UNLIMITED, { failWith: 45009 });
    const made = await Promise.all(
      Array.from({ length: 60 }, async () => dataOf(await make({ channel: 'many' })).code),
    );
    community.wechat.panel.behave(GET_UNLIMITED, {});
    const listed: { code: string; createdAtMs: number }[] = [];
    let cursor: number | null | undefined;
    do {
      const page = await list(cursor ? { cursor } : {});
      expect(page.codes.length).toBeLessThanOrEqual(50);
      listed.push(...page.codes);
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(listed.map(({ code }) => code)).size).toBe(listed.length);
    expect(listed.map(({ code }) => code)).toEqual(expect.arrayContaining(made));
    const times = listed.map(({ createdAtMs }) => createdAtMs);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });
});

describe('codes, when calls to the database get lost', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  const nowMs = Date.UTC(2026, 5, 18, 2);
  const callOf = (memberId: string, documents: Documents, requestId: string) =>
    ({
      memberId,
      documents,
      requestId,
      nowMs,
      clockMs: () => nowMs,
      random: Math.random,
      randomBytes: (count: number) => Buffer.from(Array.from({ length: count }, () => Math.random() * 248)),
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
      rulebook: defaultRulebook,
      wechat: {
        makeCode: () => Promise.resolve({ bytes: Buffer.from('png'), contentType: 'image/png' }),
      },
      files: { upload: (path: string) => Promise.resolve(`cloud://local/${path}`) },
    }) as unknown as MemberCall;
  /** Tries again, as a phone does, until it is answered. */
  async function persist(work: (documents: Documents) => Promise<unknown>, faults: readonly Fault[]) {
    const documents = withFaults(openDocuments(), faults[Symbol.iterator]());
    for (;;) {
      try {
        return await work(documents);
      } catch (error) {
        if (!(error instanceof LostCall)) throw error;
      }
    }
  }
  const faultsOf = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 14 });

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  it('one wish makes one code, however often it is sent', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(faultsOf, faultsOf, async (...faultsOfEach) => {
        count += 1;
        const memberId = `member-${count}`.padEnd(24, '_');
        await openAccount(callOf(memberId, openDocuments(), ''), memberId);
        for (const wish of [
          (documents: Documents, id: string) => myJoinCode.run(callOf(memberId, documents, id), {}),
          (documents: Documents) =>
            makeJoinCode.run(callOf(memberId, documents, `${memberId}-made`), { channel: 'poster' }),
        ]) {
          const answers = await Promise.all(
            faultsOfEach.map((faults, index) =>
              persist((documents) => wish(documents, `${memberId}-${index}`), faults),
            ),
          );
          const codes = answers.map((answer) => (answer as { data: { code: string } }).data.code);
          expect(codes[0]).toMatch(/^[A-Za-z0-9]{12}$/);
          expect(codes[1]).toBe(codes[0]);
        }
        expect(await openDocuments().count(JOIN_CODES, { createdBy: memberId })).toBe(2);
      }),
      { numRuns: 25 },
    );
  });

  it('what a scene is worth costs one read, and what is no code none', async () => {
    const documents = openDocuments();
    const call = callOf('somebody'.padEnd(24, '_'), documents, 'request-1');
    expect(await codeOf(call, '%%%')).toEqual({ found: 'malformed' });
    expect(documents.callCount).toBe(0);
    expect(await codeOf(call, 'AAAAAAAAAAAA')).toEqual({ found: 'unknown' });
    expect(documents.callCount).toBe(1);
  });

  it('a miss is counted once for a request, and for each member of their own', async () => {
    const [one, other] = ['one', 'other'].map((name) => callOf(name, openDocuments(), 'same-request'));
    if (!one || !other) throw new Error('two calls');
    await recordMiss(one, 'unknown', 'AAAAAAAAAAAA');
    await recordMiss(one, 'unknown', 'AAAAAAAAAAAA');
    await recordMiss(other, 'malformed', '');
    expect(await openDocuments().count(LANDINGS, {})).toBe(2);
  });
});
