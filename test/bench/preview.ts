import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../local/preview/testing';
import { join } from '../support/community';
import { freePort, StartedProcess } from '../support/process';

const INTERACTIVE_LIMIT_MS = 1_500;
const TAP_LIMIT_MS = 100;
const VISITORS = 15;
const SETTLE_MS = 300;

interface Tap {
  readonly tapMs: number;
  /** Of it, the call of the function as the browser saw it: the floor of this run. */
  readonly callMs: number;
}

/**
 * The real app in the preview with the local backend. Interactive: from the address to a button with its data.
 * Tap: from the tap on it, through the function and the database, until the answer is painted.
 */
export async function preview(): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const started = new StartedProcess(['--data', folder], { PORT: String(await freePort()) });
  const browser = await launchBrowser();
  try {
    const url = await started.address();
    const openids = Array.from({ length: VISITORS }, (_, index) => `new-bench-${index}`);
    // Before anything is measured: whoever joins just now has the machine busy for others.
    for (const openid of openids) await join(url, openid);
    const visits = [];
    for (const openid of openids) visits.push(await visit(browser, `${url}/phone/?openid=${openid}`));
    const interactive = visits.map((each) => each.interactiveMs);
    const taps = visits.map((each) => each.tapMs);
    const calls = visits.map((each) => each.callMs);
    const line = (what: string, ms: number, limitMs: number, all: number[]) =>
      console.log(
        `${what}  median ${ms.toFixed(0)} ms  limit ${limitMs} ms  (${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} of ${all.length})`,
      );
    line('first page interactive', median(interactive), INTERACTIVE_LIMIT_MS, interactive);
    line('tap to painted        ', median(taps), TAP_LIMIT_MS, taps);
    console.log(`of it the function's call  median ${median(calls).toFixed(0)} ms`);
    return median(interactive) <= INTERACTIVE_LIMIT_MS && median(taps) <= TAP_LIMIT_MS;
  } finally {
    await browser.close();
    await started.killAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;
}

/** A newcomer with an empty cache. */
async function visit(browser: Browser, address: string): Promise<Tap & { interactiveMs: number }> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
  try {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('.js-check-in:visible').first().waitFor();
    const interactiveMs = await page.evaluate(() => performance.now());
    // What the first page still fetches has nothing to do with the tap.
    await page.waitForTimeout(SETTLE_MS);
    return { interactiveMs, ...(await tap(page)) };
  } finally {
    await context.close();
  }
}

/** Measured inside the page, so that the driver's own way to the browser does not count. */
function tap(page: Page): Promise<Tap> {
  return page.evaluate(
    () =>
      new Promise<Tap>((resolve) => {
        const before = performance.now();
        const observer = new MutationObserver(() => {
          if (!document.querySelector('.js-joy')) return;
          observer.disconnect();
          // A task behind the frame's callbacks runs when the frame is painted.
          requestAnimationFrame(() =>
            setTimeout(() => {
              const [call] = performance
                .getEntriesByType('resource')
                .filter((entry) => entry.name.includes('/cloud/functions/') && entry.startTime >= before);
              resolve({ tapMs: performance.now() - before, callMs: call?.duration ?? NaN });
            }),
          );
        });
        observer.observe(document.body, { subtree: true, childList: true });
        document.querySelector<HTMLElement>('.js-check-in')?.click();
      }),
  );
}
