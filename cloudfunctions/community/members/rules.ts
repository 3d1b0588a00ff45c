import type { Checked, Member } from './store';

const MAX_NICKNAME_CHARACTERS = 20;
/** What one sees as one character may be long, but not endless. */
const MAX_NICKNAME_UNITS = 200;

/** Control characters, halves of characters, ends of lines, and what turns the direction of the text around it. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * A nickname as it is kept: one form for what looks the same (Unicode NFC), single spaces, nothing that cannot be seen.
 * @returns undefined where nothing is left, or more than 20 characters.
 */
export function nicknameFrom(text: string): string | undefined {
  const name = text.normalize('NFC').replace(INVISIBLE, ' ').replace(/\s+/gu, ' ').trim();
  if (name.length > MAX_NICKNAME_UNITS || !VISIBLE.test(name)) return undefined;
  return [...graphemes.segment(name)].length <= MAX_NICKNAME_CHARACTERS ? name : undefined;
}

/** In whatever environment, below the folder for it, under a name that the phone made up. */
const PICTURE = /^cloud:\/\/[A-Za-z0-9_.-]{1,100}\/avatars\/[A-Za-z0-9_-]{16,64}\.(png|jpe?g|webp|gif)$/;

export const isPicture = (fileId: string): boolean => PICTURE.test(fileId);

/** WeChat's verdict as the state of what was checked. */
export const stateAfter = (verdict: 'pass' | 'review' | 'risky'): Checked['state'] =>
  (({ pass: 'clear', review: 'review', risky: 'refused' }) as const)[verdict];

/** Since when the oldest of what waits for a person has been waiting. */
export function withReviewTime(member: Member): Member {
  const { nickname, picture } = member.personal;
  const waiting = [nickname, picture].flatMap((part) => (part?.state === 'review' ? [part.sinceMs] : []));
  return { ...member, reviewSinceMs: waiting.length > 0 ? Math.min(...waiting) : 0 };
}
