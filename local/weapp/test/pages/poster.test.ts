/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import { answerOf } from './answers';
import type { OpenPage } from './open-page';
import { Stage } from './stage';

const stage = Stage.forThisFile();
const copy = () => stage.copy('invite');
const retry = () => String(stage.copy('common')['retry']);

/** As wide as a screen of 375 at three pixels each. */
const DRAWN = 'wxfile://drawn-1125-1125.png';
const picture = 'cloud://env.bucket/join-codes/own.png';

async function openWith(other: Parameters<typeof answerOf<'myJoinCode'>>[1] = {}): Promise<OpenPage> {
  const page = await stage.open('packages/invite/poster/index');
  await stage.cloud.next('myJoinCode').answer(answerOf('myJoinCode', { picture, ...(other as object) }));
  return page;
}

interface Posters {
  readonly data: { readonly posters: readonly { readonly id: string; readonly file: string }[] };
}
const filesOf = (page: OpenPage) =>
  (page.instance as unknown as Posters).data.posters.map(({ file }) => file);

test('every poster is drawn, with as many pixels as the screen has', async () => {
  const page = await openWith();
  expect(filesOf(page)).toEqual([DRAWN, DRAWN, DRAWN]);
});

test('a face that does not come is drawn instead; a code that does not come is no poster', async () => {
  const face = { displayName: '小满', avatar: 3, picture: 'cloud://env.bucket/avatars/lost.png' };
  stage.phone.lostFiles.add(face.picture);
  expect(filesOf(await openWith({ face }))).toEqual([DRAWN, DRAWN, DRAWN]);
  stage.phone.lostFiles.add(picture);
  const page = await openWith();
  expect(page.text()).toContain(copy()['brokenTitle']);
  stage.phone.lostFiles.clear();
  await page.tap(retry());
  await stage.cloud.next('myJoinCode').answer(answerOf('myJoinCode', { picture }));
  expect([page.text().includes(String(copy()['brokenTitle'])), filesOf(page)[2]]).toEqual([false, DRAWN]);
});

test('where WeChat makes no code just now that is said, and asked for again by a tap', async () => {
  const page = await openWith({ picture: '' });
  expect([page.text().includes(String(copy()['noCodeTitle'])), page.offers(String(copy()['save']))]).toEqual([
    true,
    false,
  ]);
  await page.tap(retry());
  await stage.cloud.next('myJoinCode').answer(answerOf('myJoinCode', { picture }));
  expect(page.offers(String(copy()['save']))).toBe(true);
});

describe('saving a poster', () => {
  const save = (page: OpenPage) => page.tap(String(copy()['save']));

  test('puts the file into the album', async () => {
    await save(await openWith());
    expect([stage.phone.album, stage.phone.toasts]).toEqual([[DRAWN], [copy()['saved']]]);
  });

  test('that was forbidden says where to allow it, opens the settings, and goes on', async () => {
    stage.phone.albumRefuses = 'auth deny';
    stage.phone.allowsInSettings = true;
    await save(await openWith());
    expect(stage.phone.questions).toEqual([copy()['deniedLine']]);
    expect([stage.phone.settingsOpened, stage.phone.album]).toEqual([1, [DRAWN]]);
  });

  test.each([
    ['is not wanted in the settings either', true, 1],
    ['is not wanted at all', false, 0],
  ])('that %s saves nothing and says nothing more', async (_says, confirms, opened) => {
    stage.phone.albumRefuses = 'auth deny';
    stage.phone.confirms = confirms;
    await save(await openWith());
    expect([stage.phone.settingsOpened, stage.phone.album, stage.phone.toasts]).toEqual([opened, [], []]);
  });

  test("from which one steps back is nobody's failure", async () => {
    stage.phone.albumRefuses = 'cancel';
    await save(await openWith());
    expect([stage.phone.questions, stage.phone.toasts]).toEqual([[], []]);
  });

  test('that fails says so', async () => {
    stage.phone.albumRefuses = 'no space left';
    await save(await openWith());
    expect(stage.phone.toasts).toEqual([copy()['saveFailed']]);
  });
});

test("a card that is sent from here opens the way in by the member's own code", async () => {
  const page = await openWith();
  const card = (page.instance['onShareAppMessage'] as () => { title: string; path: string })();
  expect(card.title).toContain('清晨读书会');
  expect(card.path).toBe('/packages/join/landing/index?scene=Ab3dEf7hJk9m');
});
