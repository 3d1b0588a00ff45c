import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Harness, npmFolder } from '../preview/test/harness';
import { galleryBase, openGallery } from './index';
import { ownComponents } from './own';
import { both, told } from './stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open({ base: galleryBase, open: () => openGallery(npmFolder) });
});
afterAll(() => harness.close());

describe("the app's own components", () => {
  test('each has its room, and tells what it hears', async () => {
    const { page, watch } = await harness.phone('pages/own/index');
    const rooms = await page.locator('.js-room').allInnerTexts();
    expect([...rooms].sort()).toEqual(ownComponents());
    await both(page, 'own');
    await page.locator('.js-rejoice').click();
    await page.locator('.js-joy').waitFor();
    await page.locator('.js-state-action').click();
    await told(page, 'state-view act {}');
    await page.locator('.js-lose').click();
    await page.locator('.js-stale').click();
    await told(page, 'stale-bar retry {}');
    await page.locator('.js-stale').waitFor({ state: 'detached' });
    watch.check();
  });
});
