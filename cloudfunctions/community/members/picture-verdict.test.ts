import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startTestGateway, type TestGateway } from '../../../local/gateway/testing';
import { LostCall, withFaults, type Fault } from '../../../test/support/faults';
import type { Documents } from '../../platform/documents';
import { newMember } from './member';
import { applyPictureVerdict, type PictureVerdict } from './picture-verdict';
import { collections, MEMBERS, type Checked, type Member } from './store';

const GIVEN_AT_MS = 1_000;

describe('a verdict on a picture', () => {
  let gateway: TestGateway;
  let openDocuments: () => Documents;
  const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
  const memberWith = (id: string, state: Checked['state'], traceId: string): Member => {
    const member = newMember(id, 0);
    const picture = { value: 'cloud://a', state, sinceMs: GIVEN_AT_MS, traceId };
    return { ...member, personal: { ...member.personal, picture } };
  };
  const stored = async (id: string): Promise<Member | undefined> =>
    openDocuments().getNewest<Member>(MEMBERS, id);

  beforeAll(async () => {
    gateway = await startTestGateway({ collections, fsync: false });
    Object.assign(process.env, gateway.sdkEnvironment);
    ({ openDocuments } = await import('../../platform/cloudbase-documents'));
  });
  afterAll(() => gateway.close());

  it('that comes before the picture is written down is not lost', async () => {
    const documents = openDocuments();
    let pauses = 0;
    const slow = async () => {
      pauses += 1;
      if (pauses === 1) await documents.insert(MEMBERS, memberWith('late', 'checking', 'trace-late'));
    };
    const call = { documents, random: () => 0, sleep: slow };
    await applyPictureVerdict(call, { traceId: 'trace-late', verdict: 'pass', label: 100 });
    expect((await stored('late'))?.personal.picture?.state).toBe('clear');
    expect(pauses).toBe(1);
  });

  it('decides what is being checked and nothing else, once, whatever is lost on the way', async () => {
    let count = 0;
    const states = fc.constantFrom<Checked['state']>('checking', 'checking', 'review', 'clear', 'refused');
    const verdicts = fc.constantFrom(
      'pass' as const,
      'review' as const,
      'risky' as const,
      'not checked' as const,
    );
    const after = { pass: 'clear', review: 'review', risky: 'refused', 'not checked': 'review' } as const;
    const faultsOf = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(states, verdicts, faultsOf, fc.boolean(), async (state, said, faults, isReplaced) => {
        const [id, traceId] = [`member-${(count += 1)}`, `trace-${count}`];
        const before = memberWith(id, state, isReplaced ? `${traceId}-newer` : traceId);
        await openDocuments().insert(MEMBERS, before);
        const verdict: PictureVerdict =
          said === 'not checked'
            ? { traceId, refused: 'NOT_CHECKED', message: '' }
            : { traceId, verdict: said, label: 1 };
        const documents = withFaults(openDocuments(), faults[Symbol.iterator]());
        const told = async (): Promise<Member | undefined> => {
          try {
            return await applyPictureVerdict({ documents, random: () => 0, sleep }, verdict);
          } catch (error) {
            if (error instanceof LostCall) return told();
            throw error;
          }
        };
        const refused = await told();
        const now = await stored(id);
        const isDecided = state === 'checking' && !isReplaced;
        expect(now?.personal.picture?.state).toBe(isDecided ? after[said] : state);
        expect(now?.ver).toBe(isDecided ? 1 : 0);
        const waits = isDecided && after[said] === 'review';
        expect(now?.reviewSinceMs).toBe(waits ? GIVEN_AT_MS : 0);
        const isRefused = said === 'risky' && !isReplaced && now?.personal.picture?.state === 'refused';
        expect(refused?._id).toBe(isRefused ? id : undefined);
        expect((await told())?._id).toBe(refused?._id);
        expect((await stored(id))?.ver).toBe(now?.ver);
      }),
      { numRuns: 60 },
    );
  });
});
