import type { Answer } from '../members';
import type { Question } from '../rulebook';

export type AnswerProblem = 'UNKNOWN_QUESTION' | 'ANSWER_MISSING' | 'ANSWER_UNFIT';

/** As a caller sends it: not yet known to fit a question. */
export interface GivenAnswer {
  readonly questionId: string;
  readonly choices?: readonly string[] | undefined;
  readonly value?: number | undefined;
  readonly text?: string | undefined;
}

export type CheckedAnswers =
  { readonly answers: readonly Answer[] } | { readonly problem: AnswerProblem; readonly questionId: string };

/** Every answer against its question, in the questions' order. An empty answer is none. Pure. */
export function checkedAnswers(
  questions: readonly Question[],
  given: readonly GivenAnswer[],
): CheckedAnswers {
  const unknown = given.find(({ questionId }) => !questions.some(({ id }) => id === questionId));
  if (unknown) return { problem: 'UNKNOWN_QUESTION', questionId: unknown.questionId };
  const answers: Answer[] = [];
  for (const question of questions) {
    const [answer, ...more] = given.filter(({ questionId }) => questionId === question.id);
    if (more.length > 0) return { problem: 'ANSWER_UNFIT', questionId: question.id };
    const fitted = answer && fittedTo(question, answer);
    if (fitted === 'unfit') return { problem: 'ANSWER_UNFIT', questionId: question.id };
    if (fitted) answers.push(fitted);
    else if (question.isRequired) return { problem: 'ANSWER_MISSING', questionId: question.id };
  }
  return { answers };
}

/** @returns undefined for an answer that says nothing. */
function fittedTo(question: Question, answer: GivenAnswer): Answer | 'unfit' | undefined {
  const { choices, value, text } = answer;
  const questionId = question.id;
  const fields = [choices, value, text].filter((field) => field !== undefined).length;
  if (fields === 0) return undefined;
  if (fields > 1) return 'unfit';
  switch (question.kind) {
    case 'scale': {
      if (value === undefined || !Number.isSafeInteger(value)) return 'unfit';
      return value >= question.min && value <= question.max ? { questionId, value } : 'unfit';
    }
    case 'text': {
      if (text === undefined) return 'unfit';
      const words = text.normalize('NFC').replace(UNSEEN, '').trim();
      if (words === '') return undefined;
      return [...words].length <= question.maxCharacters ? { questionId, text: words } : 'unfit';
    }
    case 'single':
    case 'multiple': {
      if (choices === undefined || new Set(choices).size !== choices.length) return 'unfit';
      if (choices.length === 0) return undefined;
      if (question.kind === 'single' && choices.length > 1) return 'unfit';
      const ids = question.options.map(({ id }) => id);
      return choices.every((choice) => ids.includes(choice)) ? { questionId, choices } : 'unfit';
    }
  }
}

/** Control characters but ends of lines, halves of characters, and what turns the text around it. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * How well the answers fit the target portrait, 0 to 100: the mean over the questions that were answered, by their weights,
 * rounded half up. Null where none of them counts. What was left out neither helps nor harms.
 */
export function scoreOf(questions: readonly Question[], answers: readonly Answer[]): number | null {
  let weights = 0;
  let sum = 0;
  for (const question of questions) {
    const answer = answers.find(({ questionId }) => questionId === question.id);
    if (!answer || question.kind === 'text' || question.weight === 0) continue;
    weights += question.weight;
    sum += question.weight * fitOf(question, answer);
  }
  return weights === 0 ? null : Math.floor(sum / weights + 0.5);
}

function fitOf(question: Exclude<Question, { kind: 'text' }>, answer: Answer): number {
  if (question.kind === 'scale') {
    const farthest = Math.max(question.target - question.min, question.max - question.target, 1);
    return 100 - (100 * Math.abs((answer.value ?? question.target) - question.target)) / farthest;
  }
  const chosen = question.options.filter(({ id }) => answer.choices?.includes(id));
  return chosen.reduce((sum, { fit }) => sum + fit, 0) / Math.max(1, chosen.length);
}

/** The profile's tags, each once, in the questions' order. */
export const tagsOf = (questions: readonly Question[], answers: readonly Answer[]): string[] => [
  ...new Set(
    questions.flatMap((question) => {
      if (question.kind === 'scale' || question.kind === 'text') return [];
      const answer = answers.find(({ questionId }) => questionId === question.id);
      return question.options.flatMap(({ id, tags }) => (answer?.choices?.includes(id) ? tags : []));
    }),
  ),
];

/** An answer in words, for the people who decide. */
export function answerInWords(question: Question, answer: Answer): string {
  if (question.kind === 'text') return answer.text ?? '';
  if (question.kind === 'scale') return `${answer.value ?? ''} / ${question.max}`;
  return question.options.flatMap(({ id, text }) => (answer.choices?.includes(id) ? [text] : [])).join('、');
}
