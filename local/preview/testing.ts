import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const commonPaths = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const quietArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** The browser of `@sparticuz/chromium`, for Linux machines without one. Jest cannot import that package itself. */
function packagedChromium(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const script =
    "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())";
  try {
    return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: path.resolve(__dirname),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

function findBrowser(): string {
  const named = process.env['CHROME_PATH'];
  const found = [...(named === undefined ? [] : [named]), ...commonPaths].find((file) => fs.existsSync(file));
  const executable = found ?? packagedChromium();
  if (executable === undefined || executable === '') {
    throw new Error('No Chrome or Chromium was found: install one, or name it in CHROME_PATH.');
  }
  return executable;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: quietArguments });
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
