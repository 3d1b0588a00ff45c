/** How wide a text is in a size. */
export type Measure = (text: string, sizePx: number) => number;

/** The room that a text has. */
export interface Room {
  readonly width: number;
  /** At most so many lines. */
  readonly lines: number;
  readonly sizePx: number;
  /** What is too long becomes smaller first, down to here, and is cut only then. */
  readonly leastSizePx: number;
}

export interface Fitted {
  readonly lines: readonly string[];
  readonly sizePx: number;
}

const SIZE_STEP_PX = 2;
const WIDTH_STEP = 8;
const ELLIPSIS = '…';

/** Marks, joiners, skins and flags belong to the sign before them. */
const JOINS = /^(?:\p{M}|[\u200d\ufe0e\ufe0f\u20e3]|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007f}])$/u;
const FLAG_LETTER = /^[\u{1f1e6}-\u{1f1ff}]$/u;

/** Scripts that write words, and figures: they are not broken within. What comes behind them is broken anywhere. */
const WORD = /[!-\u1fff]$/;
/** Stands on no line's beginning. */
const CLOSING = /^[，。、；：？！…）」』》”’)\]!?.,;:%]$/;

/** A text as its reader counts it: a family of emoji is one sign. */
export function signsOf(text: string): string[] {
  const signs: string[] = [];
  for (const part of text) {
    const before = signs[signs.length - 1];
    const belongs =
      before !== undefined &&
      (JOINS.test(part) || before.endsWith('\u200d') || (FLAG_LETTER.test(part) && FLAG_LETTER.test(before)));
    if (belongs) signs[signs.length - 1] = before + part;
    else signs.push(part);
  }
  return signs;
}

/** As large as its room allows; where even the least size is too large, the end is cut. */
export function fit(text: string, room: Room, measure: Measure): Fitted {
  const whole = text.trim().replace(/\s+/g, ' ');
  for (let sizePx = room.sizePx; sizePx >= room.leastSizePx; sizePx -= SIZE_STEP_PX) {
    const widthOf = (part: string) => measure(part, sizePx);
    const lines = wrap(whole, room.width, widthOf);
    if (lines.length <= room.lines) return { lines: balanced(whole, lines, room.width, widthOf), sizePx };
  }
  const sizePx = room.leastSizePx;
  const widthOf = (part: string) => measure(part, sizePx);
  const lines = wrap(whole, room.width, widthOf);
  const kept = lines.slice(0, room.lines - 1);
  const rest = lines.slice(room.lines - 1).join(' ');
  return { lines: [...kept, cut(rest, room.width, widthOf)], sizePx };
}

/** As many lines, but no last one with a lonely sign: all of them as narrow as they can be. */
function balanced(
  text: string,
  lines: readonly string[],
  width: number,
  widthOf: (part: string) => number,
): readonly string[] {
  if (lines.length < 2) return lines;
  const widest = Math.max(...unitsOf(text).map(widthOf));
  let best = lines;
  for (let narrower = width - WIDTH_STEP; narrower >= widest; narrower -= WIDTH_STEP) {
    const next = wrap(text, narrower, widthOf);
    if (next.length > lines.length) break;
    best = next;
  }
  return best;
}

function cut(text: string, width: number, widthOf: (part: string) => number): string {
  const signs = signsOf(text);
  while (signs.length > 0 && widthOf(signs.join('') + ELLIPSIS) > width) signs.pop();
  return signs.join('').trimEnd() + ELLIPSIS;
}

function wrap(text: string, width: number, widthOf: (part: string) => number): string[] {
  const lines = [''];
  const add = (part: string) => {
    const line = lines[lines.length - 1] ?? '';
    if (line === '' || widthOf(line + part.trimEnd()) <= width) lines[lines.length - 1] = line + part;
    else lines.push(part.trimStart());
  };
  // A word that is wider than a line is broken wherever the line ends.
  for (const unit of unitsOf(text)) (widthOf(unit) > width ? signsOf(unit) : [unit]).forEach(add);
  return lines.map((line) => line.trim()).filter((line, index) => line !== '' || index === 0);
}

/** What is not broken at the end of a line. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const sign of signsOf(text)) {
    const before = units[units.length - 1];
    const stays = before !== undefined && (CLOSING.test(sign) || (WORD.test(before) && WORD.test(sign)));
    if (stays) units[units.length - 1] = before + sign;
    else units.push(sign);
  }
  return units;
}
