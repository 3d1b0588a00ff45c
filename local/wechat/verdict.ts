/** Labels, as the document of msgSecCheck lists them. */
import type { Desk } from './desk';
import type { CallName } from './call-names';
import type { Keyword, Suggest } from './state';

const NORMAL = 100;
const OTHER = 21000;
const CERTAINTY = 90;
const GRAVITY: Readonly<Record<Suggest, number>> = { pass: 0, review: 1, risky: 2 };

export interface Verdict {
  readonly suggest: Suggest;
  readonly label: number;
}

/** What the simulator was told to say of any content. */
export function toldVerdict(desk: Desk, name: CallName): Verdict {
  const { suggest = 'pass', label } = desk.state.behaviours[name] ?? {};
  return { suggest, label: label ?? (suggest === 'pass' ? NORMAL : OTHER) };
}

/** The gravest of the lexicon's words in a text. */
export function keywordIn(desk: Desk, text: string): Keyword | undefined {
  return desk.state.keywords
    .filter(({ word }) => text.includes(word))
    .sort((one, other) => GRAVITY[other.suggest] - GRAVITY[one.suggest])
    .at(0);
}

export const gravest = (one: Verdict, other: Verdict | undefined): Verdict =>
  other !== undefined && GRAVITY[other.suggest] > GRAVITY[one.suggest]
    ? { suggest: other.suggest, label: other.label }
    : one;

export const modelDetail = (verdict: Verdict) => ({
  strategy: 'content_model',
  errcode: 0,
  ...verdict,
  prob: CERTAINTY,
});
