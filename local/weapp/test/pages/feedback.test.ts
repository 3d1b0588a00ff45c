/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { Stage } from './stage';

const stage = Stage.forThisFile();
const copy = () => stage.copy('feedback');

const open = () => stage.open('packages/member/feedback/index');

test('words for the owner are copied with what helps, and nothing else leaves the phone', async () => {
  const page = await open();
  await page.write('签到后积分没有动');
  await page.tap(String(copy()['copy']));
  expect(stage.phone.clipboard).toContain('签到后积分没有动');
  expect(stage.phone.clipboard).toContain('1.2.3');
  expect(stage.cloud.calls).toEqual([]);
});

test('without a word there is nothing to copy, and that is said', async () => {
  const page = await open();
  await page.write('   ');
  await page.tap(String(copy()['copy']));
  expect([stage.phone.clipboard, stage.phone.toasts]).toEqual(['', [copy()['empty']]]);
});
