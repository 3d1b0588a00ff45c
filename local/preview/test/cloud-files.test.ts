import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { callWx, Harness } from './harness';

let harness: Harness;
let page: Page;
beforeAll(async () => {
  harness = await Harness.open();
  ({ page } = await harness.phoneWith('', 'pages/wechat/wechat', [/status of 4\d\d/]));
  await page.getByText('微信的页面').waitFor();
});
afterAll(() => harness.close());

const upload = (cloudPath: unknown, filePath: unknown = '/assets/tab.png') =>
  callWx(page, 'cloud.uploadFile', { cloudPath, filePath });
const bytesOf = (address: string): Promise<number> =>
  page.evaluate(async (at) => (await (await fetch(at)).arrayBuffer()).byteLength, address);

test('a picture goes up, is shown by its file ID, comes down again, and goes', async () => {
  const { fileID, errMsg } = await upload('u/群-图!.png');
  expect([errMsg, fileID]).toEqual(['cloud.uploadFile:ok', expect.stringMatching(/^cloud:\/\/local-env/)]);
  await page.evaluate(`getCurrentPages()[0].setData({ file: ${JSON.stringify(fileID)} })`);
  await page.waitForFunction("document.querySelector('.cloud img').naturalWidth > 0");

  const urls = await callWx(page, 'cloud.getTempFileURL', { fileList: [fileID, { fileID }] });
  expect(urls['fileList']).toMatchObject([
    { fileID, status: 0, tempFileURL: expect.stringContaining('/cloud/files/') },
    { fileID, status: 0 },
  ]);
  const down = await callWx(page, 'cloud.downloadFile', { fileID });
  expect(down).toMatchObject({ errMsg: 'cloud.downloadFile:ok', statusCode: 200 });
  expect(await bytesOf(String(down['tempFilePath']))).toBe(await bytesOf('/phone/assets/tab.png'));

  expect((await callWx(page, 'cloud.deleteFile', { fileList: [fileID] }))['fileList']).toMatchObject([
    { fileID, status: 0 },
  ]);
  expect(await callWx(page, 'cloud.downloadFile', { fileID })).toMatchObject({
    failed: true,
    errCode: -503003,
    errMsg: expect.stringMatching(/^cloud\.downloadFile:fail /),
  });
});

test('what another member put there is not mine to change', async () => {
  const { page: other } = await harness.visit('/phone/?openid=member-hong#/pages/wechat/wechat');
  await other.getByText('微信的页面').waitFor();
  await callWx(other, 'cloud.uploadFile', { cloudPath: 'theirs.png', filePath: '/assets/tab-on.png' });
  expect(await upload('theirs.png')).toMatchObject({
    failed: true,
    errCode: -503002,
    errMsg: expect.stringMatching(/^cloud\.uploadFile:fail /),
  });
});

test.each([
  [undefined, '/assets/tab.png', -401003, 'parameter.cloudPath should be string instead of undefined'],
  ['a.png', undefined, -401003, 'parameter.filePath should be string instead of undefined'],
  ['a.png', '/assets/none.png', -401003, 'the file /assets/none.png is not there'],
])('an upload of %p from %p is refused', async (cloudPath, filePath, errCode, words) => {
  expect(
    await callWx(page, 'cloud.uploadFile', {
      ...(cloudPath === undefined ? {} : { cloudPath }),
      ...(filePath === undefined ? {} : { filePath }),
    }),
  ).toEqual({ failed: true, errCode, errMsg: `cloud.uploadFile:fail ${words}` });
});

test('a list that is none, and an ID that is none, are refused', async () => {
  for (const name of ['getTempFileURL', 'deleteFile'])
    expect(await callWx(page, `cloud.${name}`, { fileList: 'one' })).toEqual({
      failed: true,
      errCode: -401003,
      errMsg: `cloud.${name}:fail parameter.fileList should be array`,
    });
  expect(await callWx(page, 'cloud.downloadFile', { fileID: 'https://example.com/a.png' })).toMatchObject({
    failed: true,
    errCode: -401003,
  });
});
