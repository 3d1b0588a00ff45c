/**
 * A number from 0 up to 1 that follows from the words alone: the same words give the same number, in whatever order one
 * asks. So a member more, or a day less, changes nobody else's luck.
 */
export function chanceOf(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join(' ')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  // Neighbouring words (day 7, day 8) differ in few bits; this spreads them over all.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A whole number of the range, both ends included. */
export const wholeOf = (from: number, to: number, ...words: readonly (string | number)[]): number =>
  from + Math.floor(chanceOf(...words) * (to - from + 1));
