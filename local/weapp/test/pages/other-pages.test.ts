/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import type { Action } from './cloud';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

const stage = Stage.forThisFile();

async function openFilled(route: string): Promise<OpenPage> {
  const page = await stage.open(route);
  for (const call of stage.cloud.open()) await call.answer(answerOf<Action>(call.action));
  return page;
}

describe('the board', () => {
  const openBoard = async (other: Parameters<typeof answerOf<'leaderboard'>>[1]) => {
    const page = await stage.open('pages/rank/index');
    await stage.cloud.next('leaderboard').answer(answerOf('leaderboard', other));
    return page;
  };

  test('keeps the own place in view, however far it is behind, and says what is missing', async () => {
    const me = { displayName: '晨光里的小满', avatar: 3, weekScore: 45, ownRank: 1207 };
    const page = await openBoard({ me, pointsToBoard: 1015 });
    for (const words of ['晨光里的小满', '1,207', '45', '1,015']) expect(page.text()).toContain(words);
  });

  test('shows everybody on it, equals with the same rank', async () => {
    const names = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    const top10 = names.map((displayName, index) => ({
      rank: index === 4 ? 4 : index + 1,
      displayName,
      avatar: index + 1,
      weekScore: index === 4 ? 700 : 1000 - 100 * index,
    }));
    const page = await openBoard({ top10 });
    expect(names.filter((name) => !page.text().includes(name))).toEqual([]);
  });

  test('shows the newest of several answers, whichever comes last', async () => {
    const page = await openBoard({});
    await page.comeBack();
    await page.comeBack();
    const [older, newer] = stage.cloud.open('leaderboard');
    const scored = (weekScore: number) => answerOf('leaderboard', { me: { weekScore } });
    await newer?.answer(scored(222));
    await older?.answer(scored(111));
    expect(page.text()).toContain('222');
    expect(page.text()).not.toContain('111');
  });

  test('that is empty leads to the first step', async () => {
    const page = await openBoard({ top10: [], me: { weekScore: 0 } });
    expect(page.text()).toContain(stage.copy('rank')['emptyTitle']);
    await page.tap(String(stage.copy('rank')['emptyAction']));
    expect(stage.phone.routes).toEqual(['switchTab /pages/home/index']);
  });
});

test('the own page has a door to calendar, tasks and challenges, to statement, ways to earn, and rules', async () => {
  const page = await openFilled('pages/mine/index');
  const { doors } = stage.copy<{ doors: Record<string, string> }>('mine');
  for (const door of ['calendar', 'tasks', 'challenges', 'statement', 'earn', 'rules'])
    await page.tap(String(doors[door]));
  expect(stage.phone.routes).toEqual([
    'navigateTo /packages/daily/calendar/index',
    'navigateTo /packages/daily/tasks/index',
    'navigateTo /packages/daily/challenges/index',
    'navigateTo /packages/points/statement/index',
    'navigateTo /packages/points/earn/index',
    'navigateTo /packages/points/rules/index',
  ]);
});

describe('what others see of the member', () => {
  interface Copy {
    checks: {
      nicknameWaits: (nickname: string, seen: string) => string;
      nicknameRefused: (nickname: string) => string;
      pictureWaits: string;
      pictureRefused: string;
    };
    doors: Record<'claim' | 'invite' | 'notices', string>;
  }
  const copy = () => stage.copy<Copy>('mine');
  const face = { displayName: '晨光里的小满', avatar: 3, picture: '' };
  const openMine = async (other: Parameters<typeof answerOf<'profile'>>[1]) => {
    const page = await stage.open('pages/mine/index');
    await stage.cloud.next('profile').answer(answerOf('profile', other));
    return page;
  };

  test('is said while a new name or picture waits, and how it went; then there is nothing to say', async () => {
    const given = { nickname: '满满', picture: 'cloud://a/b.png', face };
    const page = await openMine({ own: { ...given, nicknameState: 'review', pictureState: 'checking' } });
    const waits = copy().checks.nicknameWaits('\u2068满满\u2069', '\u2068晨光里的小满\u2069');
    expect(page.text()).toContain(waits);
    expect(page.text()).toContain(copy().checks.pictureWaits);
    await page.comeBack();
    const refused = { own: { ...given, nicknameState: 'refused', pictureState: 'refused' } } as const;
    await stage.cloud.next('profile').answer(answerOf('profile', refused));
    expect(page.text()).toContain(copy().checks.nicknameRefused('\u2068满满\u2069'));
    expect(page.text()).toContain(copy().checks.pictureRefused);
    expect(page.text()).not.toContain(waits);
    await page.comeBack();
    const clear = { own: { ...given, nicknameState: 'clear', pictureState: 'clear' } } as const;
    await stage.cloud.next('profile').answer(answerOf('profile', clear));
    expect(page.text()).not.toContain('满满」');
    expect(page.text()).not.toContain(copy().checks.pictureRefused);
  });

  test('is changed by a tap on the own face', async () => {
    const page = await openMine({});
    await page.tap('晨光里的小满');
    expect(stage.phone.routes).toEqual(['navigateTo /packages/join/profile/index?from=mine']);
  });

  test.each([
    ['taken', false],
    ['byCode', true],
    ['offered', true],
  ] as const)('with a community that is %s, it has a door to its claim: %s', async (ownership, has) => {
    const page = await openMine({ ownership });
    expect(page.offers(copy().doors.claim)).toBe(has);
    for (const door of ['invite', 'notices'] as const) await page.tap(copy().doors[door]);
    expect(stage.phone.routes).toEqual([
      'navigateTo /packages/invite/poster/index',
      'navigateTo /packages/member/notices/index',
    ]);
  });
});

describe('ways to earn', () => {
  test('lead to what can be done here; what is done for today promises nothing more', async () => {
    const page = await openFilled('packages/points/earn/index');
    expect(page.text()).toContain(stage.copy('earn')['full']);
    expect(page.text()).not.toContain('+0');
    await page.tap(String(stage.copy('earn')['checkIn']));
    expect(stage.phone.routes).toEqual(['switchTab /pages/home/index']);
  });

  test('that are none yet say so', async () => {
    const page = await stage.open('packages/points/earn/index');
    await stage.cloud.next('earnCatalogue').answer(answerOf('earnCatalogue', { items: [] }));
    expect(page.text()).toContain(stage.copy('earn')['emptyTitle']);
  });

  test.each([
    ['some', {}],
    ['none', { items: [] }],
  ])('where there are %s, have a door to tasks and to challenges above them', async (_, other) => {
    const page = await stage.open('packages/points/earn/index');
    await stage.cloud.next('earnCatalogue').answer(answerOf('earnCatalogue', other));
    for (const line of ['tasksLine', 'challengesLine']) await page.tap(String(stage.copy('earn')[line]));
    expect(stage.phone.routes).toEqual([
      'navigateTo /packages/daily/tasks/index',
      'navigateTo /packages/daily/challenges/index',
    ]);
  });
});
