import { callMember, type MemberData } from './cloud';

/** Where the points came from and went to, a page at a time. */
export type Statement = MemberData<'statement'>;
export type StatementLine = Statement['lines'][number];
export type EntryKind = StatementLine['kind'];

/** Which lines are asked for; nothing in it means all. */
export interface StatementFilter {
  readonly direction?: 'in' | 'out';
  readonly kind?: EntryKind;
}

/** @param cursor Where the page before it ended; without it, the newest lines. */
export const statement = (filter: StatementFilter, cursor?: number) =>
  callMember('statement', { ...filter, ...(cursor === undefined ? {} : { cursor }) });
