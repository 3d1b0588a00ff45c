/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { Stage } from './stage';

const stage = Stage.forThisFile();
const copy = () => stage.copy('settings');
/** The words of the cell, with its note behind them. */
const clear = () => new RegExp(`^${String(copy()['local'])}`);

const open = () => stage.open('packages/member/settings/index');

test('what is set on this phone goes only when its person says so twice', async () => {
  stage.phone.storage.set('vibration', 'off');
  const page = await open();
  stage.phone.confirms = false;
  await page.tap(clear());
  expect([stage.phone.questions, stage.phone.storage.size]).toEqual([[copy()['localAsk']], 1]);
  stage.phone.confirms = true;
  await page.tap(clear());
  expect([stage.phone.storage.size, stage.phone.toasts]).toEqual([0, [copy()['localDone']]]);
});

test('the newest version says that it is the newest', async () => {
  const page = await open();
  await page.tap(String(copy()['update']));
  expect(stage.phone.toasts).toEqual([copy()['updateLatest']]);
});

test('the rules of the community can be read again', async () => {
  const page = await open();
  await page.tap(String(copy()['rules']));
  expect(stage.phone.routes).toEqual(['navigateTo /packages/join/rules/index?from=settings']);
});
