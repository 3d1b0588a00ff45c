import { joinCopy } from '../../../copy/join';
import type { JoinView, Question } from '../../../services/join';

/** Up to so many places a scale is a stair to tap; beyond, it is a line to slide on. */
const MOST_STEPS = 11;
/** So many fit side by side on most phones, each wide enough for a finger; on the narrowest, one less. */
const MOST_IN_A_ROW = 7;
const LOWEST_STEP_PX = 44;
const RISE_PX = 28;

export function viewOf({ questions, application }: JoinView) {
  const reason = application?.state === 'asked_again' ? application.reason : null;
  return {
    /** Why more is asked; empty where nobody asked again. */
    again: reason === null ? '' : joinCopy.reasons[reason],
    isAskedAgain: application?.state === 'asked_again',
    questions: questions.map((question) => ({
      id: question.id,
      kind: question.kind,
      title: question.title,
      hint: question.hint,
      isOptional: !question.isRequired,
      options: 'options' in question ? question.options : [],
      scale: question.kind === 'scale' ? scaleOf(question) : null,
      maxCharacters: question.kind === 'text' ? question.maxCharacters : 0,
    })),
  };
}

function scaleOf({ min, max, minText, maxText }: Extract<Question, { kind: 'scale' }>) {
  const places = max - min + 1;
  const rise = places > 1 ? RISE_PX / (places - 1) : 0;
  const half = Math.ceil(places / 2);
  const steps = Array.from({ length: places > MOST_STEPS ? 0 : places }, (_, index) => ({
    value: min + index,
    heightPx: Math.round(LOWEST_STEP_PX + rise * index),
    isUpper: index >= half,
  }));
  const flights = places > MOST_IN_A_ROW ? 'two' : places === MOST_IN_A_ROW ? 'narrow-two' : 'one';
  return { min, max, minText, maxText, steps, flights, columns: flights === 'two' ? half : places };
}

export type QuestionsView = ReturnType<typeof viewOf>;
