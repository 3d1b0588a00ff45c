import { statementCopy } from '../../../copy/statement';
import type { Statement, StatementFilter, StatementLine } from '../../../services/statement';
import { dateLineOf, dayNameOf, monthOf, shanghaiTimeOf, withCommas, withSign } from '../../../utils/format';
import type { Loaded } from '../../../utils/list';

/** The account above the lines. */
export function accountOf(answer: Statement) {
  const { businessDay, balancePoints, frozenPoints, debtPoints, nextExpiry } = answer;
  return {
    balancePoints,
    frozen: frozenPoints > 0 ? statementCopy.frozen(withCommas(frozenPoints)) : '',
    debt: debtPoints > 0 ? statementCopy.debt(withCommas(debtPoints)) : '',
    expiry: nextExpiry
      ? statementCopy.expiry(dayNameOf(nextExpiry.lastDay, businessDay), withCommas(nextExpiry.points))
      : '',
  };
}

export type AccountView = ReturnType<typeof accountOf>;

export interface LineView {
  readonly seq: number;
  readonly reason: string;
  readonly when: string;
  readonly delta: string;
  readonly tone: 'in' | 'out' | 'quiet';
  readonly after: string;
  /** What a screen reader says of the line. */
  readonly spoken: string;
}

export interface MonthView {
  readonly month: string;
  readonly name: string;
  /** What came in and went out; empty where not all of the month is loaded, or not all kinds are. */
  readonly sums: string;
  readonly lines: readonly LineView[];
}

export function monthsOf(loaded: Loaded<StatementLine, number> | null, filter: StatementFilter): MonthView[] {
  const { rows = [], cursor = null } = loaded ?? {};
  const byMonth = new Map<string, StatementLine[]>();
  for (const line of rows) {
    const month = line.day.slice(0, 7);
    const inMonth = byMonth.get(month);
    if (inMonth) inMonth.push(line);
    else byMonth.set(month, [line]);
  }
  return [...byMonth].map(([month, inMonth], index) => ({
    month,
    name: monthOf(month),
    sums: cursor !== null && index === byMonth.size - 1 ? '' : sumsOf(inMonth, filter),
    lines: inMonth.map(lineOf),
  }));
}

/** The months that older lines change: the last one that is on the page, and those that come after it. */
export function olderMonthsOf(shown: number, months: readonly MonthView[]): Record<string, MonthView> {
  const from = Math.max(0, shown - 1);
  return Object.fromEntries(months.slice(from).map((month, index) => [`months[${from + index}]`, month]));
}

function sumsOf(lines: readonly StatementLine[], { direction, kind }: StatementFilter): string {
  if (kind) return '';
  const sumOf = (sign: number) =>
    withCommas(lines.reduce((sum, { pointsDelta }) => sum + Math.max(0, sign * pointsDelta), 0));
  return [
    ...(direction === 'out' ? [] : [statementCopy.monthIn(sumOf(1))]),
    ...(direction === 'in' ? [] : [statementCopy.monthOut(sumOf(-1))]),
  ].join(' · ');
}

function lineOf(line: StatementLine): LineView {
  const { seq, reason, day, atMs, balanceAfter } = line;
  const when = `${dateLineOf(day)} ${shanghaiTimeOf(atMs)}`;
  const { delta, tone } = deltaOf(line);
  const after = statementCopy.after(withCommas(balanceAfter));
  return { seq, reason, when, delta, tone, after, spoken: `${reason} ${when} ${delta} ${after}` };
}

/** Points that were only set aside or given back are told in words: they are neither income nor gone. */
function deltaOf({ pointsDelta, frozenDelta }: StatementLine): Pick<LineView, 'delta' | 'tone'> {
  if (pointsDelta !== 0) return { delta: withSign(pointsDelta), tone: pointsDelta > 0 ? 'in' : 'out' };
  const text = frozenDelta < 0 ? statementCopy.givenBack : statementCopy.held;
  return { delta: frozenDelta === 0 ? '0' : text(withCommas(Math.abs(frozenDelta))), tone: 'quiet' };
}
