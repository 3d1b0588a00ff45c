import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MemberCall } from '../cloudfunctions/community/call';
import { collections } from '../cloudfunctions/community/collections';
import { openAccount } from '../cloudfunctions/community/ledger';
import { deploymentOf, grantRole, revokeRole, roleFacts } from '../cloudfunctions/community/roles';
import { RoleSchema, type Role } from '../cloudfunctions/community/roles/contract';
import { ROLE_FACTS, type RoleFact } from '../cloudfunctions/community/roles/store';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { openLocal, type Local } from '../local/local';
import { localMemberIdOf } from '../local/local-member-id';
import { LOCAL_OWNERS } from '../local/local-owners';
import type { Secrets } from '../local/machine';
import { qunjie, type Owners } from '../local/qunjie';
import { DIST_FOLDER } from './support/bundle-functions';
import {
  ask,
  checkIn,
  clockTo,
  dataOf,
  DAY_MS,
  join,
  newRequestId,
  openCommunity,
  operate,
  send,
  type Community,
  type Reply,
} from './support/community';
import { memberCall } from './support/member-call';
import { LostCall, withFaults, type Fault } from './support/faults';

const roleNames = RoleSchema.options;
const reason = '社群换届';
const codeOf = (answer: { readonly ok: boolean; readonly code?: string }) => (answer.ok ? 'ok' : answer.code);

describe('roles', () => {
  let community: Community;
  const openids = ['o-plain', 'o-other', ...roleNames.map((role) => `o-${role}`)];
  const grant = (openid: string, role: Role, options: { as?: string; requestId?: string } = {}) =>
    operate(community.url, 'grantRole', { memberId: localMemberIdOf(openid), role, reason }, options);
  const revoke = (openid: string, role: Role, options: { as?: string; requestId?: string } = {}) =>
    operate(community.url, 'revokeRole', { memberId: localMemberIdOf(openid), role, reason }, options);
  const rolesOf = async (openid: string) => {
    const { holders } = dataOf(await operate(community.url, 'roles', {}));
    return holders.find(({ memberId }) => memberId === localMemberIdOf(openid))?.roles;
  };

  beforeAll(async () => {
    community = await openCommunity();
    for (const openid of openids) dataOf(await checkIn(community.url, openid));
    for (const role of roleNames) dataOf(await grant(`o-${role}`, role));
  });
  afterAll(() => community.close());

  it('open and close doors at once, and are shown with the names that members have', async () => {
    const memberId = localMemberIdOf('o-plain');
    const look = () => operate(community.url, 'account', { memberId }, { as: 'o-plain' });
    dataOf(await grant('o-plain', 'moderator'));
    dataOf(await grant('o-plain', 'auditor', { as: 'o-admin' }));
    expect(dataOf(await look())).toMatchObject({ memberId });
    expect(await rolesOf('o-plain')).toEqual(['moderator', 'auditor']);
    const { holders } = dataOf(await operate(community.url, 'roles', {}, { as: 'o-plain' }));
    const home = (await send(community.url, '{"action":"home"}', 'o-plain')).body.data;
    const { displayName } = home as { displayName: string };
    expect(holders.find((holder) => holder.memberId === memberId)).toMatchObject({ displayName });
    dataOf(await revoke('o-plain', 'auditor'));
    dataOf(await revoke('o-plain', 'moderator', { as: 'o-admin' }));
    expect(await look()).toMatchObject({ code: 'FORBIDDEN' });
    expect(await rolesOf('o-plain')).toBeUndefined();
  });

  it('refuse by name, and change nothing', async () => {
    const before = dataOf(await operate(community.url, 'roles', {}));
    expect(await grant('o-plain', 'admin', { as: 'o-admin' })).toMatchObject({ code: 'BEYOND_YOUR_RIGHTS' });
    expect(await revoke('o-owner', 'owner', { as: 'o-admin' })).toMatchObject({ code: 'BEYOND_YOUR_RIGHTS' });
    expect(await revoke('o-admin', 'admin', { as: 'o-admin' })).toMatchObject({ code: 'BEYOND_YOUR_RIGHTS' });
    expect(await grant('o-admin', 'admin')).toMatchObject({ code: 'ROLE_HELD' });
    expect(await revoke('o-plain', 'finance')).toMatchObject({ code: 'ROLE_NOT_HELD' });
    expect(await grant('o-never-seen', 'finance')).toMatchObject({ code: 'MEMBER_NOT_FOUND' });
    expect(await revoke(LOCAL_OWNERS[0], 'owner')).toMatchObject({ code: 'DEPLOYMENT_OWNER' });
    for (const bad of [{ reason: ' ' }, { reason: 'x'.repeat(201) }, { role: 'god' }, { by: 'o-owner' }]) {
      const input = { memberId: localMemberIdOf('o-plain'), role: 'finance', reason, ...bad };
      expect(await operate(community.url, 'grantRole', input)).toMatchObject({ code: 'INVALID_INPUT' });
    }
    expect(dataOf(await operate(community.url, 'roles', {}))).toEqual(before);
  });

  it('change once for a request id, however late it comes again', async () => {
    const requestId = newRequestId();
    const first = dataOf(await grant('o-plain', 'finance', { requestId }));
    expect(dataOf(await grant('o-plain', 'finance', { requestId }))).toEqual(first);
    dataOf(await revoke('o-plain', 'finance'));
    expect(dataOf(await grant('o-plain', 'finance', { requestId }))).toEqual(first);
    expect(await rolesOf('o-plain')).toBeUndefined();
    expect(await grant('o-plain', 'auditor', { requestId })).toMatchObject({ code: 'KEY_REUSED' });
    expect(await revoke('o-plain', 'finance', { requestId })).toMatchObject({ code: 'KEY_REUSED' });
    expect(await grant('o-plain', 'finance', { requestId, as: 'o-admin' })).toMatchObject({
      code: 'KEY_REUSED',
    });
  });

  it('have a history that no change is missing from, page by page', async () => {
    for (let round = 0; round < 30; round += 1) {
      dataOf(await grant('o-plain', 'auditor', { as: 'o-admin' }));
      dataOf(await revoke('o-plain', 'auditor'));
    }
    const facts = [];
    let cursor: number | null | undefined;
    do {
      const input = cursor ? { cursor } : {};
      const page = dataOf(await operate(community.url, 'roleFacts', input, { as: 'o-auditor' }));
      facts.push(...page.facts);
      cursor = page.nextCursor;
    } while (cursor);
    expect(facts.length).toBeGreaterThan(60);
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => facts.length - index));
    const memberId = localMemberIdOf('o-plain');
    expect(facts.slice(0, 2)).toMatchObject([
      { change: 'revoked', memberId, role: 'auditor', reason, by: localMemberIdOf(LOCAL_OWNERS[0]) },
      { change: 'granted', memberId, role: 'auditor', reason, by: localMemberIdOf('o-admin') },
    ]);
    const held = new Set<string>();
    for (const { change, memberId: who, role } of facts.reverse()) {
      if (change === 'revoked') held.delete(`${who} ${role}`);
      else held.add(`${who} ${role}`);
    }
    const { holders } = dataOf(await operate(community.url, 'roles', {}));
    const shown = holders
      .filter(({ isDeploymentOwner }) => !isDeploymentOwner)
      .flatMap(({ memberId: who, roles }) => roles.map((role) => `${who} ${role}`));
    expect([...held].sort()).toEqual(shown.sort());
  });

  it('lose nothing when many are granted at once', async () => {
    const newcomers = Array.from({ length: 12 }, (_, index) => `o-newcomer-${index}`);
    await Promise.all(newcomers.map((openid) => checkIn(community.url, openid)));
    const granted = await Promise.all(newcomers.map((openid) => grant(openid, 'moderator')));
    expect(new Set(granted.map((answer) => dataOf(answer).seq)).size).toBe(newcomers.length);
    for (const openid of newcomers) expect(await rolesOf(openid)).toEqual(['moderator']);
  });
});

describe('a community whose deployment names no owner', () => {
  const code = 'the code that was printed at deployment';
  const root = path.join(__dirname, '..');
  let folder: string;
  let local: Local;
  const claim = async (openid: string, given = code, requestId = newRequestId()) => {
    const event = { action: 'claimOwnership', input: { code: given }, requestId };
    return (await send(local.url, JSON.stringify(event), openid)).body;
  };
  const change = (action: 'grantRole' | 'revokeRole', as: string, openid: string, role: Role = 'owner') =>
    operate(local.url, action, { memberId: localMemberIdOf(openid), role, reason }, { as });
  const owners = async (as: string) => {
    const { holders } = dataOf(await operate(local.url, 'roles', {}, { as }));
    return holders.filter(({ roles }) => roles.includes('owner')).map(({ memberId }) => memberId);
  };

  async function open(claimHash: string): Promise<void> {
    folder = mkdtempSync(path.join(tmpdir(), 'qunjie-'));
    const { environment, ...app } = qunjie(root);
    local = await openLocal({
      port: 0,
      dataFolder: path.join(folder, 'data'),
      distFolder: DIST_FOLDER,
      demo: false,
      preview: false,
      onLog: () => undefined,
      app: {
        ...app,
        environment: (...given) => ({
          ...environment(...given),
          QUNJIE_OWNERS: '',
          QUNJIE_OWNER_CLAIM: claimHash,
        }),
      },
    });
  }
  beforeEach(() => open(createHash('sha256').update(code).digest('hex')));
  afterEach(async () => {
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is offered to nobody without the code', async () => {
    expect(dataOf(await ask(local.url, 'o-first', 'profile')).ownership).toBe('byCode');
    const event = { action: 'claimOwnership', input: {}, requestId: newRequestId() };
    expect((await send(local.url, JSON.stringify(event), 'o-first')).body).toMatchObject({
      code: 'CLAIM_REFUSED',
    });
    expect(codeOf(await claim('o-first'))).toBe('ok');
    expect(dataOf(await ask(local.url, 'o-first', 'profile')).ownership).toBe('taken');
  });

  it('is claimed once, by who knows the code; a repeated request gets its first answer', async () => {
    const wrong = await claim('o-first', 'a guess');
    expect(wrong).toMatchObject({ ok: false, code: 'CLAIM_REFUSED' });
    const requestId = newRequestId();
    const first = await claim('o-first', code, requestId);
    expect(first).toMatchObject({ ok: true, data: { change: 'claimed', role: 'owner', seq: 1 } });
    expect(await claim('o-first', code, requestId)).toEqual(first);
    const late = await claim('o-late');
    const { requestId: _id, ...refusal } = late as Reply['body'] & { requestId: string };
    expect({ ...wrong, ...refusal, requestId: '' }).toEqual({ ...wrong, requestId: '' });
    expect(await claim('o-late', code, requestId)).toMatchObject({ code: 'CLAIM_REFUSED' });
    expect(await claim('o-first', 'a guess', requestId)).toMatchObject({ code: 'CLAIM_REFUSED' });
    expect(await owners('o-first')).toEqual([localMemberIdOf('o-first')]);
    expect(JSON.stringify(await operate(local.url, 'roleFacts', {}, { as: 'o-first' }))).not.toContain(code);
  });

  it('goes to one of those who claim it at once', async () => {
    const claimers = ['o-a', 'o-b', 'o-c', 'o-d', 'o-e', 'o-f'];
    const codes = (await Promise.all(claimers.map((openid) => claim(openid)))).map(codeOf);
    expect(codes.filter((one) => one === 'ok')).toHaveLength(1);
    expect(codes.filter((one) => one === 'CLAIM_REFUSED')).toHaveLength(5);
    const owner = claimers[codes.indexOf('ok')] ?? '';
    expect(await owners(owner)).toEqual([localMemberIdOf(owner)]);
  });

  it('takes five tries of a member and twenty in all a day, also at once, and no right code after that', async () => {
    const guesses = (openid: string, count: number) =>
      Promise.all(Array.from({ length: count }, (_, index) => claim(openid, `guess ${index}`)));
    const own = (await guesses('o-guesser', 8)).map(codeOf);
    expect(own.filter((one) => one === 'CLAIM_REFUSED')).toHaveLength(5);
    expect(own.filter((one) => one === 'TOO_MANY_TRIES')).toHaveLength(3);
    expect(codeOf(await claim('o-guesser'))).toBe('TOO_MANY_TRIES');
    const others = await Promise.all(['o-a', 'o-b', 'o-c', 'o-d', 'o-e'].map((one) => guesses(one, 4)));
    expect(others.flat().filter((one) => one.code === 'CLAIM_REFUSED')).toHaveLength(15);
    expect(codeOf(await claim('o-honest'))).toBe('TOO_MANY_TRIES');
    await clockTo(local.url, local.clock.nowMs() + DAY_MS);
    expect(codeOf(await claim('o-guesser'))).toBe('ok');
  });

  it('keeps an owner when two revoke each other at once, and when the last one leaves', async () => {
    for (const openid of ['o-a', 'o-b']) dataOf(await checkIn(local.url, openid));
    expect(codeOf(await claim('o-a'))).toBe('ok');
    let one = 'o-a';
    let other = 'o-b';
    for (let round = 0; round < 12; round += 1) {
      dataOf(await change('grantRole', one, other));
      const answers = await Promise.all([change('revokeRole', one, other), change('revokeRole', other, one)]);
      const codes = answers.map(codeOf);
      expect(codes.filter((each) => each === 'ok')).toHaveLength(1);
      // The other one was no owner any more, when the door looked or when it was decided.
      expect(codes).toContainEqual(expect.stringMatching(/^(FORBIDDEN|BEYOND_YOUR_RIGHTS)$/));
      if (codes[1] === 'ok') [one, other] = [other, one];
      expect(await owners(one)).toEqual([localMemberIdOf(one)]);
      expect(await change('revokeRole', one, one)).toMatchObject({ code: 'LAST_OWNER' });
    }
    const leaving = async (openid: string) => codeOf(await change('revokeRole', openid, openid));
    dataOf(await change('grantRole', one, other));
    expect((await Promise.all([leaving(one), leaving(other)])).sort()).toEqual(['LAST_OWNER', 'ok']);
  });
});

describe('a community that is offered to its first member', () => {
  const root = path.join(__dirname, '..');
  let folder: string;
  let local: Local;
  const open = async (owners: Owners) =>
    openLocal({
      port: 0,
      dataFolder: path.join(folder, 'data'),
      distFolder: DIST_FOLDER,
      demo: false,
      owners,
      preview: false,
      onLog: () => undefined,
    });
  const claim = async (openid: string, input: object = {}, requestId = newRequestId()) => {
    const event = JSON.stringify({ action: 'claimOwnership', input, requestId });
    return (await send(local.url, event, openid)).body;
  };
  const ownershipFor = async (openid: string) => dataOf(await ask(local.url, openid, 'profile')).ownership;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'qunjie-'));
    local = await open('offered');
  });
  afterEach(async () => {
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is claimed without a code, once, by a member and by no visitor', async () => {
    expect(await claim('o-visitor')).toMatchObject({ code: 'CLAIM_REFUSED' });
    for (const openid of ['o-first', 'o-second']) await join(local.url, openid);
    expect(await ownershipFor('o-first')).toBe('offered');
    const requestId = newRequestId();
    const first = await claim('o-first', {}, requestId);
    expect(first).toMatchObject({ ok: true, data: { change: 'claimed', role: 'owner' } });
    expect(await claim('o-first', {}, requestId)).toEqual(first);
    expect(await claim('o-second')).toMatchObject({ code: 'CLAIM_REFUSED' });
    expect(await ownershipFor('o-second')).toBe('taken');
    const { holders } = dataOf(await operate(local.url, 'roles', {}, { as: 'o-first' }));
    expect(holders).toMatchObject([{ memberId: localMemberIdOf('o-first'), isDeploymentOwner: false }]);
    expect(codeOf(await operate(local.url, 'roles', {}))).toBe('FORBIDDEN');
  });

  it('goes to one of those who want it at once', async () => {
    const members = ['o-a', 'o-b', 'o-c', 'o-d'];
    for (const openid of members) await join(local.url, openid);
    const codes = (await Promise.all(members.map((openid) => claim(openid)))).map(codeOf);
    expect(codes.sort()).toEqual(['CLAIM_REFUSED', 'CLAIM_REFUSED', 'CLAIM_REFUSED', 'ok']);
  });

  it('is also claimed by the code that the start prints, which is the same after a restart', async () => {
    const code = local.ownerClaim ?? '';
    expect(code).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await claim('o-first', { code: `${code}x` })).toMatchObject({ code: 'CLAIM_REFUSED' });
    await local.close();
    local = await open('offered');
    expect(local.ownerClaim).toBe(code);
    expect(await claim('o-first', { code })).toMatchObject({ ok: true });
    expect(await claim('o-second', { code })).toMatchObject({ code: 'CLAIM_REFUSED' });
  });

  it('is not where its owners are named, or where the demo lives in it', async () => {
    await local.close();
    local = await open('named');
    expect(local.ownerClaim).toBeUndefined();
    expect(await ownershipFor('o-first')).toBe('taken');
    expect(await claim('o-first')).toMatchObject({ code: 'CLAIM_REFUSED' });
    const secrets = { appSecret: 'a', push: { token: 'b', encodingAesKey: 'c' } } as Secrets;
    const environmentOf = (demo: 'none' | 'begun' | 'done') =>
      deploymentOf(qunjie(root, 'offered').environment(secrets, '', demo));
    const named = { owners: LOCAL_OWNERS.map(localMemberIdOf), hasClaim: false, isOffered: false };
    expect(environmentOf('none')).toMatchObject({ owners: [], hasClaim: true, isOffered: true });
    expect(environmentOf('begun')).toMatchObject(named);
    expect(environmentOf('done')).toMatchObject(named);
  });
});

it('a community without a claim set up refuses every code in the same way', async () => {
  const { claimHash, owners } = deploymentOf({});
  expect([claimHash.length, owners]).toEqual([32, []]);
  expect(() => deploymentOf({ QUNJIE_OWNER_CLAIM: 'the code itself' })).toThrow('QUNJIE_OWNER_CLAIM');
  expect(() => deploymentOf({ QUNJIE_OWNER_OFFER: 'everybody' })).toThrow('QUNJIE_OWNER_OFFER');
  const community = await openCommunity();
  const event = (code: string) =>
    JSON.stringify({ action: 'claimOwnership', input: { code }, requestId: newRequestId() });
  for (const code of ['a guess', '0'.repeat(64)]) {
    expect((await send(community.url, event(code), 'o-x')).body).toMatchObject({ code: 'CLAIM_REFUSED' });
  }
  await community.close();
});

describe('roles, when calls to the database get lost or lag', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  const owner = 'owner'.padEnd(24, '_');
  const deployment = deploymentOf({ QUNJIE_OWNERS: owner });
  const callOf = (memberId: string, documents: Documents, requestId: string): MemberCall =>
    memberCall({ memberId, documents, requestId });

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  it('what is asked twice at the same time happens once, and every fact is kept', async () => {
    const faultsOf = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 14 });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(faultsOf, faultsOf, async (...faultsOfEach) => {
        const memberId = `member-${(count += 1)}`.padEnd(24, '_');
        await openAccount(callOf(memberId, openDocuments(), ''), memberId);
        for (const [index, action] of [grantRole(deployment), revokeRole(deployment)].entries()) {
          const persist = async (faults: readonly Fault[]): Promise<unknown> => {
            const documents = withFaults(openDocuments(), faults[Symbol.iterator]());
            const call = callOf(owner, documents, `${memberId}-${index}`);
            for (;;) {
              try {
                return await action.run(call, { memberId, role: 'auditor', reason });
              } catch (error) {
                if (!(error instanceof LostCall)) throw error;
              }
            }
          };
          const answers = await Promise.all(faultsOfEach.map(persist));
          expect(answers[0]).toMatchObject({ data: { seq: count * 2 - 1 + index } });
          expect(answers[1]).toEqual(answers[0]);
        }
      }),
      { numRuns: 30 },
    );
    expect(await openDocuments().count(ROLE_FACTS, {})).toBe(count * 2 - 1);
  });

  it('the history reads again what a lagging read leaves out', async () => {
    const documents = openDocuments();
    let reads = 0;
    const lagging = {
      ...documents,
      find: async <T>(...query: Parameters<Documents['find']>) => {
        const found = await documents.find<RoleFact>(...query);
        return (reads++ === 0 ? found.slice(1) : found) as T[];
      },
    } as Documents;
    const answer = (await roleFacts.run(callOf(owner, lagging, ''), {})) as { data: { facts: RoleFact[] } };
    expect(reads).toBe(2);
    const [first] = answer.data.facts;
    expect(answer.data.facts.map(({ seq }) => seq)).toEqual(
      answer.data.facts.map((_, index) => (first?.seq ?? 0) - index),
    );
  });
});
