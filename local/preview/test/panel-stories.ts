import { setTimeout as sleepMs } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

/** A window that shows panel and phone whole. */
export const wide = { viewport: { width: 1000, height: 900 } };

/** One card of the panel. */
export const inCard = (page: Page, title: string): Locator =>
  page.locator('section.card').filter({ has: page.getByRole('heading', { name: title }) });

/** For what a page brings about on the server. */
export async function eventually<Value>(read: () => Value, expected: Value): Promise<void> {
  const untilMs = Date.now() + 5_000;
  for (;;) {
    try {
      return expect(read()).toEqual(expected);
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await sleepMs(50);
    }
  }
}
