import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { launchBrowser, watchForErrors } from '../../local/preview/testing';

const CLOUD = '**/cloud/functions/**';
const screenshots = path.join(__dirname, '../../.screenshots');

/** A person at the browser: looks at the phone, taps, and complains about every error that the page reports. */
export class Visitor {
  private constructor(
    private readonly page: Page,
    private readonly errors: ReturnType<typeof watchForErrors>,
  ) {}

  /** @param options.allowed Errors that this story provokes. */
  static async open(
    browser: Browser,
    url: string,
    options: { scheme?: 'light' | 'dark'; allowed?: readonly RegExp[]; offline?: boolean } = {},
  ): Promise<Visitor> {
    const page = await browser.newPage({
      viewport: { width: 900, height: 920 },
      colorScheme: options.scheme ?? 'light',
    });
    const visitor = new Visitor(page, watchForErrors(page, options.allowed));
    if (options.offline) await page.route(CLOUD, (route) => route.abort());
    await page.goto(url);
    return visitor;
  }

  async backOnline(): Promise<void> {
    await this.page.unroute(CLOUD);
  }

  get phone(): FrameLocator {
    return this.page.frameLocator('iframe[name=phone]');
  }

  get panel(): Page {
    return this.page;
  }

  /** The text that stands at a place; waits for it to be there. */
  async reads(selector: string): Promise<string> {
    return (await this.phone.locator(`${selector}:visible`).first().innerText()).trim();
  }

  async tap(selector: string): Promise<void> {
    await this.phone.locator(`${selector}:visible`).first().click();
  }

  async openTab(name: string): Promise<void> {
    await this.phone.getByText(name, { exact: true }).last().click();
  }

  /** Waits until a place reads so; the last thing read stands in the failure. */
  async sees(selector: string, text: string): Promise<void> {
    const place = this.phone.locator(`${selector}:visible`).filter({ hasText: text }).first();
    try {
      await place.waitFor({ timeout: 10_000 });
    } catch {
      const there = await this.phone.locator(selector).allInnerTexts();
      throw new Error(`"${text}" is not at ${selector}; there is ${JSON.stringify(there)}`);
    }
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.waitForTimeout(700);
    await this.page.locator('iframe[name=phone]').screenshot({ path: path.join(screenshots, `${name}.png`) });
  }

  /** Leaves, and says what the page reported on the way. */
  async leave(): Promise<void> {
    this.errors.check();
    await this.page.close();
  }
}

export { launchBrowser };
