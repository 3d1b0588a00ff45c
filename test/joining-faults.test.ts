import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { MemberAction } from '../cloudfunctions/community/call';
import { collections } from '../cloudfunctions/community/collections';
import { makeJoinCode, revokeJoinCode } from '../cloudfunctions/community/join-codes';
import { agree, apply, arrive, decideAdmission } from '../cloudfunctions/community/joining';
import { accountIdOf, ACCOUNTS, openAccount, type Account } from '../cloudfunctions/community/ledger';
import { home } from '../cloudfunctions/community/home';
import { introduce, MEMBERS, type Member } from '../cloudfunctions/community/members';
import { NOTICES } from '../cloudfunctions/community/notices/store';
import { defaultRulebook, type Rulebook } from '../cloudfunctions/community/rulebook';
import { claimTask } from '../cloudfunctions/community/tasks';
import type { Documents } from '../cloudfunctions/platform/documents';
import { startTestGateway, type TestGateway } from '../local/gateway/testing';
import { FITTING_ANSWERS } from './support/community';
import { LostCall, withFaults, type Fault } from './support/faults';
import { memberCall } from './support/member-call';

/** More on demand: `JOINING_RUNS=5000 npx jest test/joining-faults.test.ts`. */
const RUNS = Number(process.env.JOINING_RUNS ?? 100);

jest.setTimeout(60_000 + RUNS * 500);

const MISFITTING_ANSWERS = [
  { questionId: 'experience', choices: ['sell'] },
  { questionId: 'wants', choices: ['customers'] },
];
const OPERATOR = 'operator'.padEnd(24, '_');
const passed = () => Promise.resolve({ verdict: 'pass' as const, label: 100, traceId: 'trace' });

/** Any call to the database may be lost before it arrives or on its way back, and two phones act at once. */
describe('joining, when calls to the database get lost', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  let persons = 0;
  const codes: string[] = [];
  const { wechat } = memberCall({ memberId: '', documents: {} as Documents, requestId: '' });

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../cloudfunctions/platform/cloudbase-documents'));
    const documents = openDocuments();
    const first = memberCall({ memberId: OPERATOR, documents, requestId: 'founding' });
    await openAccount(first, OPERATOR);
    const making = {
      ...first,
      wechat: {
        ...wechat,
        makeCode: () => Promise.resolve({ refused: 'WECHAT_UNAVAILABLE' as const, message: '' }),
      },
    };
    for (const channel of ['poster', 'article', 'leaflet']) {
      const made = await makeJoinCode.run({ ...making, requestId: `making-${channel}` }, { channel });
      codes.push((made as { data: { code: string } }).data.code);
    }
    await revokeJoinCode.run({ ...making, requestId: 'revoking-it' }, { code: codes[2] });
    // Somebody is in already, so that nobody is admitted for being the first.
    await documents.insert(MEMBERS, {
      ...(await newcomer(documents)),
      standing: 'admitted',
      admittedAtMs: 1,
    } as Member);
  });
  afterAll(() => gateway.close());

  async function newcomer(documents: Documents): Promise<Member> {
    const call = memberCall({ memberId: 'model'.padEnd(24, '_'), documents, requestId: 'model-it' });
    await agree.run(call, { version: 1 });
    const stored = await documents.get<Member>(MEMBERS, call.memberId);
    return { ...(stored as Member), _id: 'somebody'.padEnd(24, '_') };
  }

  /** Sends the same wish until an answer comes, each time through what is left of the faults. */
  async function persist(
    who: { readonly memberId: string; readonly requestId: string },
    action: MemberAction,
    input: object,
    faults: Iterator<Fault>,
  ): Promise<unknown> {
    const documents = withFaults(openDocuments(), faults);
    const call = memberCall({ ...who, documents, wechat: { ...wechat, checkText: passed } });
    for (;;) {
      try {
        return await action.run(call, input);
      } catch (error) {
        if (!(error instanceof LostCall) && !((error as Error).cause instanceof LostCall)) throw error;
      }
    }
  }

  type Deed = readonly [action: MemberAction, input: object];
  const deed = (action: MemberAction, input: fc.Arbitrary<object>): fc.Arbitrary<Deed> =>
    input.map((given) => [action, given] as const);
  const anyDeed = fc.oneof(
    deed(
      arrive,
      fc.nat({ max: 3 }).map((index) => ({ scene: codes[index] ?? 'NobodyMadeIt' })),
    ),
    deed(agree, fc.constantFrom({ version: 1 }, { version: 2 })),
    deed(introduce, fc.constantFrom({}, { nickname: '阿青' }, { nickname: '' })),
    deed(
      apply,
      fc.constantFrom({ answers: FITTING_ANSWERS }, { answers: MISFITTING_ANSWERS }, { answers: [] }),
    ),
    deed(claimTask as unknown as MemberAction, fc.constant({ taskId: 'joining_gift', period: 'o' })),
  );
  const anyDecision = fc.constantFrom(
    { decision: 'approve' },
    { decision: 'reject', reason: 'full' },
    { decision: 'ask_again', reason: 'more_detail' },
  );
  const anyFaults = fc.array(fc.constantFrom<Fault>('none', 'none', 'none', 'before', 'after'), {
    maxLength: 40,
  });

  it('one member has one attribution, one account, one gift, and never more than was agreed to', async () => {
    const anyAnswers = fc.constantFrom(FITTING_ANSWERS, MISFITTING_ANSWERS);
    const wholeWay = fc
      .tuple(anyDeed, anyAnswers, anyDeed)
      .map(([before, answers, after]): Deed[] => [
        before,
        [agree, { version: 1 }],
        [introduce, { nickname: '阿青' }],
        [apply, { answers }],
        after,
      ]);
    const phone = fc.oneof(fc.array(anyDeed, { maxLength: 6 }), wholeWay);
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(phone, phone, fc.array(anyDecision, { maxLength: 3 })),
        fc.tuple(anyFaults, anyFaults, anyFaults),
        async ([one, other, decisions], faults) => {
          const memberId = `person-${(persons += 1)}`.padEnd(24, '_');
          const [faultsOfOne, faultsOfOther, faultsOfOperator] = faults.map((list) =>
            list[Symbol.iterator](),
          );
          const seen: Member[] = [];
          const look = async () => {
            const member = await openDocuments().getNewest<Member>(MEMBERS, memberId);
            if (member) seen.push(member);
          };
          const act = async (name: string, deeds: readonly Deed[], faultsOfPhone = faultsOfOne) => {
            for (const [index, [action, input]] of deeds.entries()) {
              await persist(
                { memberId, requestId: `${name}-${memberId}-${index}` },
                action,
                input,
                faultsOfPhone as Iterator<Fault>,
              );
              await look();
            }
          };
          const decide = (decision: object, index: number) => {
            const who = { memberId: OPERATOR, requestId: `decision-${memberId}-${index}` };
            return persist(
              who,
              decideAdmission,
              { memberId, ...decision },
              faultsOfOperator as Iterator<Fault>,
            );
          };
          const [early = [], late = []] = [decisions.slice(0, 1), decisions.slice(1)];
          await Promise.all([act('one', one), act('other', other, faultsOfOther), ...early.map(decide)]);
          // Two operators at once, when the phones are quiet.
          await Promise.all(late.map((decision, index) => decide(decision, index + 1)));
          await look();
          check(seen, await openDocuments().get<Account>(ACCOUNTS, accountIdOf(memberId)));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('a decision that has begun is finished, and told once, whatever is lost on the way', async () => {
    const faultsOfEach = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(anyDecision, faultsOfEach, async (decision, faults) => {
        const memberId = `person-${(persons += 1)}`.padEnd(24, '_');
        const nothing = ([] as Fault[])[Symbol.iterator]();
        const way: Deed[] = [
          [agree, { version: 1 }],
          [introduce, {}],
          [apply, { answers: MISFITTING_ANSWERS }],
        ];
        for (const [index, [action, input]] of way.entries()) {
          await persist({ memberId, requestId: `way-${memberId}-${index}` }, action, input, nothing);
        }
        const who = { memberId: OPERATOR, requestId: `decision-${memberId}` };
        const input = { memberId, ...decision };
        const answer = await persist(who, decideAdmission, input, faults[Symbol.iterator]());
        const standing = { approve: 'admitted', reject: 'rejected', ask_again: 'asked_again' }[
          decision.decision
        ];
        expect(answer).toMatchObject({ data: { memberId, standing } });
        const account = await openDocuments().get<Account>(ACCOUNTS, accountIdOf(memberId));
        expect(account !== undefined).toBe(standing === 'admitted');
        expect(await openDocuments().count(NOTICES, { member: memberId })).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  it('a new version of the rules is asked for again, and both consents are kept', async () => {
    const memberId = 'rereads'.padEnd(24, '_');
    const { joining, ...rest } = defaultRulebook;
    const newer = { ...rest, joining: { ...joining, convention: { ...joining.convention, version: 2 } } };
    const callWith = (requestId: string, rulebook: Rulebook) =>
      memberCall({ memberId, requestId, rulebook, documents: openDocuments() });
    const consentDue = async (rulebook: Rulebook) =>
      ((await home.run(callWith('', rulebook), {})) as { data: { consentDue: number | null } }).data
        .consentDue;
    for (const [index, [action, input]] of (
      [
        [agree, { version: 1 }],
        [introduce, {}],
        [apply, { answers: FITTING_ANSWERS }],
      ] as Deed[]
    ).entries()) {
      await action.run(callWith(`reads-${index}`, defaultRulebook), input);
    }
    expect(await consentDue(defaultRulebook)).toBeNull();
    expect(await consentDue(newer)).toBe(2);
    expect(await agree.run(callWith('too-old-now', newer), { version: 1 })).toMatchObject({
      refused: 'RULES_CHANGED',
      data: { version: 2 },
    });
    await agree.run(callWith('reads-again', newer), { version: 2 });
    expect(await consentDue(newer)).toBeNull();
    const member = await openDocuments().get<Member>(MEMBERS, memberId);
    expect(member?.consents.map(({ version }) => version)).toEqual([1, 2]);
    expect(member?.standing).toBe('admitted');
  });

  function check(seen: readonly Member[], account: Account | undefined): void {
    const touches = seen.flatMap(({ touch }) => (touch ? [{ ...touch, isFinal: true }] : []));
    for (const touch of touches) expect(touch).toEqual(touches[0]);
    const last = seen.at(-1);
    if (last) {
      const { standing, consents, personal, application, admittedAtMs } = last;
      expect(consents.length).toBeLessThanOrEqual(1);
      if (consents.length === 0)
        expect([personal.nickname, personal.openid, application]).toEqual([null, '', null]);
      if (standing !== 'visitor') expect(application).not.toBeNull();
      expect(admittedAtMs > 0).toBe(standing === 'admitted');
    }
    // Nothing half-joined: who was admitted has an account as soon as the call is answered, and nobody else has one.
    expect(account !== undefined).toBe(last?.standing === 'admitted');
    expect([0, 50]).toContain(account?.availablePoints ?? 0);
  }
});
