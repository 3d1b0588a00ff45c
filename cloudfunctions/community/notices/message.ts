import type { MemberCall } from '../call';
import type { NoticeKind } from './contract';
import type { Notice } from './leave-notice';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
/** WeChat opens the first page where a message names none. */
const FIRST_PAGE = 'pages/home/index';

/** At most five characters: a template's phrase. A kind that has none is not sent. */
const RESULTS: Readonly<Partial<Record<NoticeKind, string>>> = {
  welcome: '已通过',
  admission_rejected: '未通过',
  admission_asked_again: '请补充',
};

interface Message {
  readonly page: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The notice as the template of admissions has it; undefined for what it has no word for. */
export function messageOf(
  { kind, linkPath }: Notice,
  { nowMs, rulebook }: Pick<MemberCall, 'nowMs' | 'rulebook'>,
): Message | undefined {
  const result = RESULTS[kind];
  if (result === undefined) return undefined;
  return {
    page: linkPath.slice(1) || FIRST_PAGE,
    values: { thing1: rulebook.community.name, phrase2: result, time3: timeInWords(nowMs) },
  };
}

/** 2026年1月5日 08:00, in Shanghai. */
export function timeInWords(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs + SHANGHAI_OFFSET_MS).toISOString().split('T');
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日 ${time.slice(0, 5)}`;
}
