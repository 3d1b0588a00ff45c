import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

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

/**
 * The browser of `@sparticuz/chromium`, for Linux: without windows of its own, so that a page takes a third of the time
 * that a whole Chrome needs. Jest cannot import that package itself.
 */
function packagedChromium(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const script =
    "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())";
  try {
    const executable = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: path.resolve(__dirname),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // On another processor, or without the libraries that it needs, it does not even say its version.
    execFileSync(executable, ['--version'], { stdio: 'ignore' });
    return executable;
  } catch {
    return undefined;
  }
}

/** The one that `CHROME_PATH` names, else the packaged one, else one that is installed. */
export function findBrowser(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && fs.existsSync(named)) return named;
  return packagedChromium() ?? commonPaths.find((file) => fs.existsSync(file));
}
