import { commonCopy } from '../copy/common';

/** A name that is written from right to left turns only itself round, not the sentence that it stands in. */
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** A member's name on its own; whoever has none is still somebody. */
export const nameOf = (displayName: string): string => displayName.trim() || commonCopy.noName;

/** A member's name within a sentence. */
export const nameInText = (displayName: string): string =>
  `${ISOLATE}${nameOf(displayName)}${END_OF_ISOLATE}`;

/** Letters of scripts that run from right to left, and those that run the other way; signs and digits do not decide. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /[A-Za-z\u00c0-\u02af\u0370-\u08ff\u0e00-\u1fff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc]/;

/** Whether a text begins with a script that runs from right to left. */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(LETTER.exec(text)?.[0] ?? '');
