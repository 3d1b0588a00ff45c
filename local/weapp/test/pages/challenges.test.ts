/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import { challengeOf, runOf } from './challenge-answers';
import { settled } from './cloud';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

const stage = Stage.forThisFile();
interface Copy {
  readonly join: string;
  readonly joinAgain: string;
  readonly noPledge: string;
  readonly outOfReach: string;
  readonly pledge: (points: string) => string;
  readonly short: (points: string) => string;
  readonly full: (most: string) => string;
  readonly gone: (pledge: string) => string;
  readonly nothingAtStake: string;
  readonly paidAndBack: (pledge: string, points: string) => string;
  readonly willBeLost: (pledge: string, lastDay: string) => string;
  readonly joined: Readonly<Record<'today' | 'tomorrow', string>>;
  readonly sheet: {
    readonly from: string;
    readonly join: string;
    readonly joinWith: (pledge: string) => string;
    readonly noMakeUps: string;
    readonly lostAndGone: (pledge: string) => string;
  };
  readonly emptyTitle: string;
  readonly emptyAction: string;
}
const copy = () => stage.copy<Copy>('challenges');
const refusal = (code: string) => stage.copy('refusals')[code];
const offered = { challenges: [challengeOf()], mostAtOnce: 2 };

async function openWith(other: Parameters<typeof answerOf<'challenges'>>[1]): Promise<OpenPage> {
  const page = await stage.open('packages/daily/challenges/index');
  await stage.cloud.next('challenges').answer(answerOf('challenges', other));
  return page;
}

/** Opens the sheet, and waits until it has slid in. */
async function begin(page: OpenPage): Promise<void> {
  await page.tap(copy().join);
  const givenUpMs = Date.now() + 500;
  while (!page.text().includes(copy().sheet.from) && Date.now() < givenUpMs) await settled();
}

async function openSheet(): Promise<OpenPage> {
  const page = await openWith(offered);
  await page.tap(copy().pledge('50'));
  await begin(page);
  return page;
}

const isSheetShown = (page: OpenPage) =>
  (page.instance as unknown as { data: { sheetShown: boolean } }).data.sheetShown;

describe('a challenge', () => {
  test('is joined once, after its terms were read, however often one taps; the answer fills the page', async () => {
    const page = await openSheet();
    expect(stage.cloud.count('joinChallenge')).toBe(0);
    for (const words of ['6月18日 周四', '6月24日 周三', '1,280', '−50', '1,230'])
      expect(page.text()).toContain(words);
    expect(page.text()).toContain(copy().sheet.lostAndGone('50'));
    // Once on the sheet, once at the end of the page.
    expect(page.text().split(copy().sheet.noMakeUps)).toHaveLength(3);
    await page.tap(copy().sheet.joinWith('50'), 4);
    expect(stage.cloud.open('joinChallenge').map(({ input }) => input)).toEqual([
      { challengeId: 'week_of_seven', pledgePoints: 50 },
    ]);
    const joined = { challenges: [challengeOf({ run: runOf() })], running: 1, mostAtOnce: 2 };
    await stage.cloud
      .next('joinChallenge')
      .answer(answerOf('joinChallenge', { ...joined, balancePoints: 1230 }));
    expect([isSheetShown(page), page.offers(copy().join), page.offers('1,230')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(stage.phone.toasts).toEqual([copy().joined.today]);
    expect(stage.cloud.count('challenges')).toBe(1);
  });

  test('without a pledge sets nothing aside', async () => {
    const page = await openWith(offered);
    await begin(page);
    expect(page.offers(copy().sheet.join)).toBe(true);
    expect(page.text()).not.toContain('−');
    await page.tap(copy().sheet.join);
    expect(stage.cloud.next('joinChallenge').input).toEqual({
      challengeId: 'week_of_seven',
      pledgePoints: 0,
    });
  });

  test('that starts tomorrow says so, to its last day, over the end of a year', async () => {
    const page = await openWith({
      challenges: [challengeOf({ startsOn: '2026-12-28' })],
      businessDay: '2026-12-27',
      mostAtOnce: 1,
    });
    await begin(page);
    for (const words of ['12月28日 周一', '1月3日 周日']) expect(page.text()).toContain(words);
  });

  test.each(['NETWORK_ERROR', 'INTERNAL_ERROR'] as const)(
    'whose joining met %s stays on the sheet for another try',
    async (code) => {
      const page = await openSheet();
      await page.tap(copy().sheet.joinWith('50'));
      const call = stage.cloud.next('joinChallenge');
      await (code === 'NETWORK_ERROR' ? call.lose() : call.refuse(code));
      expect([stage.phone.toasts, isSheetShown(page), stage.cloud.count('challenges')]).toEqual([
        [refusal(code)],
        true,
        1,
      ]);
      await page.tap(copy().sheet.joinWith('50'));
      expect(stage.cloud.open('joinChallenge')).toHaveLength(1);
    },
  );

  test.each([
    'UNKNOWN_CHALLENGE',
    'PLEDGE_NOT_OFFERED',
    'ALREADY_JOINED',
    'TOO_MANY_CHALLENGES',
    'INSUFFICIENT_POINTS',
  ] as const)('refused by %s says so, closes the sheet and is brought up to date', async (code) => {
    const page = await openSheet();
    await page.tap(copy().sheet.joinWith('50'));
    await stage.cloud.next('joinChallenge').refuse(code);
    expect([stage.phone.toasts, isSheetShown(page)]).toEqual([[refusal(code)], false]);
    await stage.cloud
      .next('challenges')
      .answer(answerOf('challenges', { challenges: [challengeOf({ title: '换了一个' })], mostAtOnce: 2 }));
    expect(page.text()).toContain('换了一个');
  });

  test('that there are not points enough for is said, and cannot be chosen', async () => {
    const page = await openWith({ ...offered, balancePoints: 20 });
    expect(page.text()).toContain(copy().short('30'));
    await page.tap(copy().pledge('50'));
    await begin(page);
    expect([page.offers(copy().sheet.join), page.offers(copy().sheet.joinWith('50'))]).toEqual([true, false]);
  });

  test('that wants more points than there are, whatever one chooses, has no button', async () => {
    const options = [{ pledgePoints: 50, rewardPoints: 25 }];
    const page = await openWith({ challenges: [challengeOf({ options })], balancePoints: 20, mostAtOnce: 2 });
    expect([page.text().includes(copy().short('30')), page.offers(copy().join)]).toEqual([true, false]);
  });

  test('keeps the pledge that was chosen when one comes back', async () => {
    const page = await openWith(offered);
    await page.tap(copy().pledge('50'));
    await page.comeBack();
    await stage.cloud.next('challenges').answer(answerOf('challenges', offered));
    await begin(page);
    expect(page.offers(copy().sheet.joinWith('50'))).toBe(true);
  });
});

describe('where a member stands', () => {
  test('with as many as may run, the others say so in the place of their button', async () => {
    const other = challengeOf({ challengeId: 'other' });
    const page = await openWith({
      challenges: [challengeOf({ run: runOf() }), other],
      mostAtOnce: 1,
      running: 1,
    });
    expect(page.text()).toContain(copy().full('1'));
    expect([page.offers(copy().join), page.offers(copy().noPledge)]).toEqual([false, false]);
  });

  test('out of reach is said kindly, with what becomes of the pledge', async () => {
    const run = runOf({ state: 'out_of_reach', doneDays: 1 });
    const page = await openWith({ challenges: [challengeOf({ run })], mostAtOnce: 2, running: 1 });
    expect(page.text()).toContain(copy().outOfReach);
    expect(page.text()).toContain(copy().willBeLost('50', '6月21日'));
    expect(page.offers(copy().joinAgain)).toBe(false);
  });

  test.each([
    ['won', 50, (words: Copy) => words.paidAndBack('50', '+25')],
    ['lost', 50, (words: Copy) => words.gone('50')],
    ['lost', 0, (words: Copy) => words.nothingAtStake],
  ] as const)(
    '%s with %d pledged says what came of it, and can be tried again',
    async (state, pledge, says) => {
      const run = runOf({ state, pledgePoints: pledge, daysLeft: 0 });
      const page = await openWith({ challenges: [challengeOf({ run })], mostAtOnce: 2 });
      expect(page.text()).toContain(says(copy()));
      await page.tap(copy().joinAgain);
      await page.tap(copy().sheet.join);
      expect(stage.cloud.count('joinChallenge')).toBe(1);
    },
  );
});

test('a community without challenges says so, and leads to the first page', async () => {
  const page = await openWith({ challenges: [] });
  expect(page.text()).toContain(copy().emptyTitle);
  await page.tap(copy().emptyAction);
  expect(stage.phone.routes).toEqual(['switchTab /pages/home/index']);
});
