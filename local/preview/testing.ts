import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from './find-browser';

const quietArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error('No Chrome or Chromium was found: install one, or name it in CHROME_PATH.');
  }
  return chromium.launch({ executablePath, args: quietArguments });
}

export interface Watch {
  readonly errors: readonly string[];
  /** Throws when the page reported anything that was not allowed. */
  check(): void;
}

/** Collects what a page throws, rejects or writes to `console.error`. */
export function watchForErrors(page: Page, allowed: readonly RegExp[] = []): Watch {
  const errors: string[] = [];
  const add = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) errors.push(text);
  };
  page.on('pageerror', (error) => add(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') add(`${message.text()} (${message.location().url})`);
  });
  return {
    errors,
    check() {
      if (errors.length > 0) throw new Error(`The page reported errors:\n${errors.join('\n')}`);
    },
  };
}
