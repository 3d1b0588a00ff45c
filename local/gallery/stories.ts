import type { Page } from 'playwright-core';
import { logOf, screenshot } from '../preview/test/harness';

/** Waits until something was told, and gives what was told since `from`. */
export async function told(page: Page, entry: string, from = 0): Promise<string[]> {
  await page.waitForFunction(
    ([wanted, start]) =>
      (globalThis as unknown as { getApp(): { globalData: { log: string[] } } })
        .getApp()
        .globalData.log.slice(start)
        .includes(wanted),
    [entry, from] as const,
  );
  return (await logOf(page)).slice(from);
}

/** A picture in the light and in the dark look. */
export async function both(page: Page, name: string): Promise<void> {
  await screenshot(page, `gallery-${name}-light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, `gallery-${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Drags with the mouse from the middle of an element. */
export async function drag(page: Page, selector: string, dx: number, dy: number): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`there is no ${selector}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
}
