import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultRulebook, type Question } from '../rulebook';
import { answerInWords, checkedAnswers, scoreOf, tagsOf, type GivenAnswer } from './questionnaire';

const { questions } = defaultRulebook.joining;
const required: GivenAnswer[] = [
  { questionId: 'experience', choices: ['some'] },
  { questionId: 'wants', choices: ['learn'] },
];
const problemOf = (given: GivenAnswer[]) => {
  const checked = checkedAnswers(questions, given);
  return 'problem' in checked ? [checked.problem, checked.questionId] : 'fine';
};
const answersOf = (given: GivenAnswer[]) => {
  const checked = checkedAnswers(questions, given);
  if ('problem' in checked) throw new Error(`${checked.problem} ${checked.questionId}`);
  return checked.answers;
};

/** An answer that fits its question. */
const fitting = (question: Question): fc.Arbitrary<GivenAnswer> => {
  const questionId = question.id;
  switch (question.kind) {
    case 'scale':
      return fc.integer({ min: question.min, max: question.max }).map((value) => ({ questionId, value }));
    case 'text':
      return fc.string({ maxLength: question.maxCharacters }).map((text) => ({ questionId, text }));
    case 'single':
    case 'multiple': {
      const ids = question.options.map(({ id }) => id);
      const most = question.kind === 'single' ? 1 : ids.length;
      return fc.subarray(ids, { minLength: 1, maxLength: most }).map((choices) => ({ questionId, choices }));
    }
  }
};
const anyAnswers = fc.tuple(...questions.map((question) => fc.option(fitting(question)))).map((answers) => {
  const given = answers.filter((answer) => answer !== null);
  const missing = required.filter(({ questionId }) => given.every((one) => one.questionId !== questionId));
  return [...given, ...missing];
});

describe('answers', () => {
  it('that fit are taken, in whatever order, the optional ones given or not', () => {
    fc.assert(
      fc.property(
        anyAnswers.chain((given) => fc.shuffledSubarray(given, { minLength: given.length })),
        (given) => expect(problemOf(given)).toBe('fine'),
      ),
    );
    expect(problemOf(required)).toBe('fine');
  });

  it.each<[string, GivenAnswer[], unknown]>([
    [
      'to a question that does not exist',
      [...required, { questionId: 'age', value: 3 }],
      'UNKNOWN_QUESTION age',
    ],
    ['to a question of Object', [...required, { questionId: '__proto__' }], 'UNKNOWN_QUESTION __proto__'],
    ['that leave out a required one', required.slice(1), 'ANSWER_MISSING experience'],
    [
      'that choose nothing',
      [{ questionId: 'experience', choices: [] }, ...required.slice(1)],
      'ANSWER_MISSING experience',
    ],
    [
      'that choose two of one',
      [{ questionId: 'experience', choices: ['some', 'often'] }, ...required.slice(1)],
      'ANSWER_UNFIT experience',
    ],
    [
      'that choose what is not there',
      [{ questionId: 'experience', choices: ['toString'] }, ...required.slice(1)],
      'ANSWER_UNFIT experience',
    ],
    [
      'that choose the same twice',
      [...required.slice(0, 1), { questionId: 'wants', choices: ['learn', 'learn'] }],
      'ANSWER_UNFIT wants',
    ],
    ['that come twice', [...required, ...required], 'ANSWER_UNFIT experience'],
    ['of another kind', [...required, { questionId: 'time', text: '5' }], 'ANSWER_UNFIT time'],
    ['of two kinds', [...required, { questionId: 'time', text: '5', value: 5 }], 'ANSWER_UNFIT time'],
    ['beyond the scale', [...required, { questionId: 'time', value: 8 }], 'ANSWER_UNFIT time'],
    ['between the steps', [...required, { questionId: 'time', value: 2.5 }], 'ANSWER_UNFIT time'],
    ['that are no number', [...required, { questionId: 'time', value: Number.NaN }], 'ANSWER_UNFIT time'],
    [
      'of 10,000 characters',
      [...required, { questionId: 'about', text: '陶'.repeat(10_000) }],
      'ANSWER_UNFIT about',
    ],
  ])('%s are refused by name', (_what, given, problem) => {
    expect([problemOf(given)].flat().join(' ')).toBe(problem);
  });

  it('of nothing but space say nothing', () => {
    expect(answersOf([...required, { questionId: 'about', text: ' \n\u202e ' }])).toEqual(
      answersOf(required),
    );
  });
});

describe('the match score', () => {
  it('is a whole number of 0 to 100, whatever was answered', () => {
    fc.assert(
      fc.property(anyAnswers, (given) => {
        const score = scoreOf(questions, answersOf(given));
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('is the weighted mean of what was answered, so that leaving out an optional one costs nothing', () => {
    expect(scoreOf(questions, answersOf(required))).toBe(100);
    const seller: GivenAnswer[] = [
      { questionId: 'experience', choices: ['sell'] },
      { questionId: 'wants', choices: ['customers'] },
    ];
    // (3 × 20 + 2 × 0) / 5
    expect(scoreOf(questions, answersOf(seller))).toBe(12);
    const half: GivenAnswer[] = [
      { questionId: 'experience', choices: ['sell'] },
      { questionId: 'wants', choices: ['learn', 'customers'] },
      { questionId: 'time', value: 1 },
    ];
    // (3 × 20 + 2 × 50 + 1 × 0) / 6 = 26.67
    expect(scoreOf(questions, answersOf(half))).toBe(27);
  });

  it('rises with a better fit', () => {
    const scored = (value: number) =>
      scoreOf(questions, answersOf([...required, { questionId: 'time', value }]));
    const scores = [1, 2, 3, 4, 5].map(scored);
    expect(scores).toEqual([...scores].sort((a, b) => Number(a) - Number(b)));
    expect(scored(5)).toBe(100);
  });

  it('is not there where nothing that counts was asked', () => {
    const about = questions.filter(({ kind }) => kind === 'text');
    expect(scoreOf(about, [{ questionId: 'about', text: '你好' }])).toBeNull();
    expect(scoreOf([], [])).toBeNull();
  });
});

describe('tags and words', () => {
  it('come from what was chosen, each once', () => {
    const given = answersOf([
      { questionId: 'experience', choices: ['never'] },
      { questionId: 'wants', choices: ['learn', 'show'] },
    ]);
    expect(tagsOf(questions, given)).toEqual(['新手', '想学习', '爱分享']);
  });

  it('are what people read', () => {
    const given = answersOf([
      { questionId: 'experience', choices: ['never'] },
      { questionId: 'wants', choices: ['show', 'learn'] },
      { questionId: 'time', value: 3 },
      { questionId: 'about', text: '  拉坯爱好者 ' },
    ]);
    const words = questions.map((question) => {
      const answer = given.find(({ questionId }) => questionId === question.id);
      return answer && answerInWords(question, answer);
    });
    expect(words).toEqual(['还没有，想试试', '学手艺、晒作品', '3 / 7', '拉坯爱好者']);
  });
});
