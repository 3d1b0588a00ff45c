import type { Question, QuestionAnswer } from '../../../services/join';

/** What was answered so far, whatever the question's kind; `value` null: no place was chosen. */
export interface DraftAnswer {
  readonly choices: readonly string[];
  readonly value: number | null;
  readonly text: string;
}

export type Draft = Readonly<Record<string, DraftAnswer>>;

export const NO_ANSWER: DraftAnswer = { choices: [], value: null, text: '' };

/** A stored draft for the questions as they are now: what fits none of them any more is left out. */
export function draftFor(questions: readonly Question[], stored: unknown): Draft {
  const kept = isRecord(stored) ? stored : {};
  return Object.fromEntries(
    questions.map((question) => {
      const answer = kept[question.id];
      return [question.id, isRecord(answer) ? fitted(question, answer) : NO_ANSWER];
    }),
  );
}

function fitted(question: Question, { choices, value, text }: Record<string, unknown>): DraftAnswer {
  switch (question.kind) {
    case 'scale': {
      const fits = typeof value === 'number' && value >= question.min && value <= question.max;
      return { ...NO_ANSWER, value: fits ? value : null };
    }
    case 'text':
      return { ...NO_ANSWER, text: typeof text === 'string' ? text : '' };
    case 'single':
    case 'multiple': {
      const chosen: unknown[] = Array.isArray(choices) ? choices : [];
      const fitting = question.options.map(({ id }) => id).filter((id) => chosen.includes(id));
      return { ...NO_ANSWER, choices: question.kind === 'single' ? fitting.slice(0, 1) : fitting };
    }
  }
}

/** What is sent: each answer as its question's kind wants it, and nothing for what was left out. */
export function answersOf(questions: readonly Question[], draft: Draft): QuestionAnswer[] {
  return questions.flatMap(({ id, kind }): QuestionAnswer[] => {
    const { choices, value, text } = draft[id] ?? NO_ANSWER;
    if (kind === 'scale') return value === null ? [] : [{ questionId: id, value }];
    if (kind === 'text') return text.trim() === '' ? [] : [{ questionId: id, text }];
    return choices.length === 0 ? [] : [{ questionId: id, choices: [...choices] }];
  });
}

/** The first question that has to be answered and is not. */
export function missingIn(questions: readonly Question[], draft: Draft): string | undefined {
  const answered = answersOf(questions, draft).map(({ questionId }) => questionId);
  return questions.find(({ id, isRequired }) => isRequired && !answered.includes(id))?.id;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
