import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type * as v from 'valibot';
import type { arriveContract, QuestionSchema } from '../../cloudfunctions/community/joining/contract';
import type { OwnProfileSchema } from '../../cloudfunctions/community/members/contract';

type JoinView = v.InferOutput<(typeof arriveContract)['answer']>;
type Question = v.InferOutput<typeof QuestionSchema>;
type OwnProfile = v.InferOutput<typeof OwnProfileSchema>;
type Draft = Readonly<Record<string, object>>;
interface GivenAnswer {
  readonly questionId: string;
  readonly choices?: string[];
  readonly value?: number;
  readonly text?: string;
}

/** The modules know WeChat's globals, whose types are none of this side's. */
const moduleOf = <Exports>(name: string): Exports =>
  jest.requireActual<Exports>(`../../miniprogram/packages/join/${name}`);

const { sceneOf } = moduleOf<{ sceneOf: (query: { scene?: string }) => string | undefined }>(
  'landing/arrival',
);
const { changesOf } = moduleOf<{ changesOf: (own: OwnProfile, draft: object) => object }>('profile/changes');
const { answersOf, draftFor, missingIn } = moduleOf<{
  draftFor: (questions: Question[], stored: unknown) => Draft;
  answersOf: (questions: Question[], draft: Draft) => GivenAnswer[];
  missingIn: (questions: Question[], draft: Draft) => string | undefined;
}>('questions/draft');
const { viewOf: waitingViewOf } = moduleOf<{
  viewOf: (join: JoinView, nowMs: number) => { mayApply: string; action: string };
}>('waiting/view');
const { pagesFor } = moduleOf<{
  pagesFor: (where: Pick<JoinView, 'step' | 'application'>, nowMs: number) => string[];
}>('way');
const { framesTo } = moduleOf<{ framesTo: (amount: number) => number[] }>('welcome/count-up');

const NOW = Date.UTC(2026, 5, 18, 0, 0);
const HOUR = 3_600_000;

describe('the scene of a code', () => {
  it('is decoded once, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 900, unit: 'grapheme' }), (text) => {
        expect(sceneOf({ scene: encodeURIComponent(text) })).toBe(text.slice(0, 1_000));
      }),
    );
    expect(sceneOf({ scene: 'a%2541' })).toBe('a%41');
  });

  it('never throws, and never is longer than the server takes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000, unit: 'binary' }), (text) => {
        expect((sceneOf({ scene: text }) ?? '').length).toBeLessThanOrEqual(1_000);
      }),
    );
    expect(sceneOf({ scene: '%E4%B8' })).toBe('%E4%B8');
    expect([sceneOf({}), sceneOf({ scene: '' })]).toEqual([undefined, undefined]);
  });
});

describe('the page for a step', () => {
  const application = (state: 'queued' | 'asked_again' | 'rejected', mayApplyAtMs = 0) => ({
    state,
    appliedAtMs: NOW - HOUR,
    reason: state === 'queued' ? null : ('more_detail' as const),
    mayApplyAtMs,
  });

  it.each([
    ['rules', null, ['rules']],
    ['profile', null, ['profile']],
    ['questions', null, ['questions']],
    ['questions', application('asked_again'), ['questions', 'waiting']],
    ['waiting', application('queued'), ['waiting']],
    ['waiting', application('rejected', NOW + 1), ['waiting']],
    ['waiting', application('rejected', NOW), ['waiting', 'questions']],
    ['member', null, ['welcome']],
  ] as const)('%s, %j', (step, given, pages) => {
    expect(pagesFor({ step, application: given }, NOW)).toEqual(pages);
  });

  it('says from when on one may apply again, and offers it only then', () => {
    const join = (mayApplyAtMs: number) =>
      ({ application: application('rejected', mayApplyAtMs), own: OWN }) as unknown as JoinView;
    const before = waitingViewOf(join(NOW + 5 * 24 * HOUR), NOW);
    expect([before.mayApply, before.action]).toEqual(['6月23日 08:00 之后，可以再来一次', '']);
    expect(waitingViewOf(join(NOW), NOW).action).toBe('再申请一次');
  });
});

const OWN: OwnProfile = {
  nickname: '阿青',
  nicknameState: 'clear',
  picture: 'cloud://env.bucket/avatars/old.png',
  pictureState: 'clear',
  face: { displayName: '阿青', avatar: 2, picture: 'cloud://env.bucket/avatars/old.png' },
};

describe('what is sent of a profile', () => {
  it.each([
    ['阿青', '', {}],
    [' 阿青 ', '', {}],
    ['小满', '', { nickname: '小满' }],
    ['', '', { nickname: '' }],
    ['阿青', 'cloud://env.bucket/avatars/new.png', { pictureFileId: 'cloud://env.bucket/avatars/new.png' }],
    ['阿青', OWN.picture, {}],
  ])('"%s" and "%s" is only what differs', (nickname, pictureFileId, changes) => {
    expect(changesOf(OWN, { nickname, pictureFileId })).toEqual(changes);
  });
});

const QUESTIONS: Question[] = [
  {
    kind: 'single',
    id: 'one',
    title: '',
    hint: '',
    isRequired: true,
    options: [
      { id: 'a', text: '' },
      { id: 'b', text: '' },
    ],
  },
  {
    kind: 'multiple',
    id: 'many',
    title: '',
    hint: '',
    isRequired: false,
    options: [
      { id: 'a', text: '' },
      { id: 'b', text: '' },
    ],
  },
  {
    kind: 'scale',
    id: 'place',
    title: '',
    hint: '',
    isRequired: true,
    min: 0,
    max: 7,
    minText: '',
    maxText: '',
  },
  { kind: 'text', id: 'words', title: '', hint: '', isRequired: false, maxCharacters: 200 },
];

describe('a draft', () => {
  const answer = fc.record({
    choices: fc.oneof(fc.constant(null), fc.array(fc.constantFrom('a', 'b', 'gone'))),
    value: fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 12 }), fc.string()),
    text: fc.oneof(fc.constant(null), fc.string()),
  });
  const stored = fc.oneof(
    fc.dictionary(fc.constantFrom('one', 'many', 'place', 'words', 'gone'), fc.oneof(answer, fc.string())),
    fc.anything(),
  );

  it('fits the questions as they are now, whatever was stored', () => {
    fc.assert(
      fc.property(stored, (kept) => {
        for (const given of answersOf(QUESTIONS, draftFor(QUESTIONS, kept))) {
          const question = QUESTIONS.find(({ id }) => id === given.questionId);
          const { choices = [], value = 0, text = 'x' } = given;
          expect(question).toBeDefined();
          expect(Object.keys(given)).toHaveLength(2);
          expect(choices.every((choice) => ['a', 'b'].includes(choice))).toBe(true);
          expect(new Set(choices).size).toBe(choices.length);
          if (question?.kind === 'single') expect(choices).toHaveLength(1);
          expect(value >= 0 && value <= 7 && text.trim() !== '').toBe(true);
        }
      }),
    );
  });

  it('stays what it was when it is kept and taken up again', () => {
    fc.assert(
      fc.property(stored, (kept) => {
        const draft = draftFor(QUESTIONS, kept);
        expect(draftFor(QUESTIONS, JSON.parse(JSON.stringify(draft)))).toEqual(draft);
      }),
    );
  });

  it('lacks its first required question, never an optional one; the lowest place of a scale is an answer', () => {
    const none = draftFor(QUESTIONS, undefined);
    const withOne = draftFor(QUESTIONS, { one: { choices: ['b'] } });
    const full = draftFor(QUESTIONS, { one: { choices: ['b'] }, place: { value: 0 } });
    expect([none, withOne, full].map((draft) => missingIn(QUESTIONS, draft))).toEqual([
      'one',
      'place',
      undefined,
    ]);
    expect(answersOf(QUESTIONS, full)).toEqual([
      { questionId: 'one', choices: ['b'] },
      { questionId: 'place', value: 0 },
    ]);
  });
});

it('a gift counts up to itself and never back', () => {
  fc.assert(
    fc.property(fc.nat(9_999_999), (amount) => {
      const frames = framesTo(amount);
      expect(frames.at(-1)).toBe(amount);
      expect(frames).toEqual([...frames].sort((a, b) => a - b));
    }),
  );
});
