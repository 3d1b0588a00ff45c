/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf, lineOf, linesDownTo } from './answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

const stage = Stage.forThisFile();
interface Copy {
  readonly directions: Readonly<Record<'all' | 'in' | 'out', string>>;
  readonly allKinds: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly tail: Readonly<Record<string, string>>;
  readonly empty: Readonly<Record<string, { readonly heading: string; readonly action: string }>>;
}
const copy = () => stage.copy<Copy>('statement');
const spoken = ({ reason }: { reason: string }) => reason;
const shows = (page: OpenPage, lines: readonly { reason: string }[]) =>
  lines.map(spoken).filter((reason) => page.text().includes(reason));

/** More than a screenful, and it goes on. */
const newest = linesDownTo(21, 20);
const older = linesDownTo(1, 20);
const firstPage = { lines: newest, nextCursor: 21 };

async function openWith(other: Parameters<typeof answerOf<'statement'>>[1]): Promise<OpenPage> {
  const page = await stage.open('packages/points/statement/index');
  await stage.cloud.next('statement').answer(answerOf('statement', other));
  return page;
}

describe('at the bottom', () => {
  test('what is older is asked for once, comes below, and ends', async () => {
    const page = await openWith(firstPage);
    for (let reached = 0; reached < 3; reached += 1) await page.reachBottom();
    expect(stage.cloud.open('statement').map(({ input }) => input)).toEqual([{ cursor: 21 }]);
    expect(page.text()).toContain(copy().tail['loading']);
    await stage.cloud.next('statement').answer(answerOf('statement', { lines: older }));
    expect(shows(page, [...newest, ...older])).toHaveLength(40);
    expect(page.text().indexOf('第 21 笔')).toBeLessThan(page.text().indexOf('第 20 笔'));
    expect(page.text()).toContain(copy().tail['end']);
    await page.reachBottom();
    expect(stage.cloud.count('statement')).toBe(2);
  });

  test('what did not come is asked for again by a tap, and nothing that stood there goes', async () => {
    const page = await openWith(firstPage);
    await page.reachBottom();
    await stage.cloud.next('statement').lose();
    expect(shows(page, newest)).toHaveLength(20);
    await page.tap(String(copy().tail['failed']), 3);
    expect(stage.cloud.open('statement').map(({ input }) => input)).toEqual([{ cursor: 21 }]);
    await stage.cloud.next('statement').answer(answerOf('statement', { lines: older }));
    expect(shows(page, older)).toHaveLength(20);
  });

  test('a page too short to be scrolled asks for more by itself', async () => {
    await openWith({ lines: [lineOf(9), lineOf(8)], nextCursor: 8 });
    expect(stage.cloud.open('statement').map(({ input }) => input)).toEqual([{ cursor: 8 }]);
  });

  test('a line that both pages bring stands there once', async () => {
    const page = await openWith(firstPage);
    await page.reachBottom();
    await stage.cloud.next('statement').answer(answerOf('statement', { lines: [lineOf(21), ...older] }));
    expect(page.text().split('第 21 笔')).toHaveLength(2);
  });
});

describe('a filter', () => {
  test('asks anew, and answers of the filter before it are not shown any more', async () => {
    const page = await openWith(firstPage);
    await page.reachBottom();
    const late = stage.cloud.next('statement');
    await page.tap(copy().directions.out);
    expect(shows(page, newest)).toEqual([]);
    const asked = stage.cloud.open('statement').at(-1);
    expect(asked?.input).toEqual({ direction: 'out' });
    const spent = { ...lineOf(7), kind: 'spend' as const, reason: '兑换一杯茶', pointsDelta: -300 };
    await asked?.answer(answerOf('statement', { lines: [spent] }));
    await late.answer(answerOf('statement', { lines: older }));
    expect(page.text()).toContain('兑换一杯茶');
    expect(page.text()).toContain('−300');
    expect(shows(page, older)).toEqual([]);
  });

  test('that finds nothing says so, and leads back to all', async () => {
    const page = await openWith(firstPage);
    await page.tap(copy().directions.out);
    await stage.cloud.next('statement').answer(answerOf('statement', { lines: [] }));
    expect(page.text()).toContain(copy().empty['out']?.heading);
    await page.tap(String(copy().empty['out']?.action));
    expect(stage.cloud.next('statement').input).toEqual({});
  });

  test('by kind is chosen from a list', async () => {
    const page = await openWith(firstPage);
    await page.tap(copy().allKinds);
    await page.tap(String(copy().kinds['spend']));
    expect(stage.cloud.next('statement').input).toEqual({ kind: 'spend' });
  });

  test('whose answer is lost keeps the account and asks again by a tap', async () => {
    const page = await openWith(firstPage);
    await page.tap(copy().directions.in);
    await stage.cloud.next('statement').lose();
    expect(page.text()).toContain('1,280');
    await page.tap(String(copy().tail['failed']));
    expect(stage.cloud.next('statement').input).toEqual({ direction: 'in' });
  });
});

test('the account tells what is frozen, owed and soon gone; what is only set aside is neither income nor gone', async () => {
  const page = await openWith({
    frozenPoints: 300,
    debtPoints: 40,
    nextExpiry: { points: 1200, lastDay: '2026-06-30' },
    lines: [{ ...lineOf(2), kind: 'hold', pointsDelta: 0, frozenDelta: 300 }],
  });
  for (const figure of ['300', '40', '1,200', '6月30日']) expect(page.text()).toContain(figure);
  expect(page.text()).not.toMatch(/[+−]300/);
});

test('who has no entry yet is led to the first one', async () => {
  const page = await openWith({ lines: [] });
  await page.tap(String(copy().empty['all']?.action));
  expect(stage.phone.routes).toEqual(['switchTab /pages/home/index']);
});
