import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Harness, npmFolder } from '../preview/test/harness';
import { galleryBase, openGallery } from './index';
import { rooms } from './miniprogram/pages/own/rooms';
import { ownComponents, ownIcons, propertiesOf } from './own';
import { both, told } from './stories';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.open({ base: galleryBase, open: () => openGallery(npmFolder) });
});
afterAll(() => harness.close());

describe("the app's own components", () => {
  test.each(ownComponents())('%s: the gallery names what it may be given', (component) => {
    expect(rooms[component]?.properties.split(', ').sort()).toEqual(propertiesOf(component));
  });

  test('every icon is there, and a face with its picture, or drawn where the picture does not come', async () => {
    const { page, watch } = await harness.phone('pages/own/index');
    const shown = await page
      .locator('.js-icon .icon')
      .evaluateAll((icons) =>
        icons.map((icon) => /icon-([a-z-]+)/.exec(icon.getAttribute('class') ?? '')?.[1]),
      );
    expect(shown.sort()).toEqual(ownIcons());
    await page.locator('.js-lost .face-own').waitFor({ state: 'detached' });
    expect(await page.locator('.js-lost img').getAttribute('src')).toContain('/assets/avatar/2.svg');
    expect(await page.locator('.js-pictured .face-own img').getAttribute('src')).toContain('share-card.png');
    watch.check();
  });

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
