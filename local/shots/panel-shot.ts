import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { demoPersons } from '../demo';
import { openLocal } from '../local';
import type { Stage } from './stage';

const SIZE = { width: 1300, height: 900 };

/** The whole machine: two members of the demo community, and the panel that plays WeChat. */
export async function takePanel(stage: Stage, file: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shots-'));
  const [one, other] = demoPersons();
  const local = await openLocal({
    port: 0,
    dataFolder: path.join(folder, 'data'),
    distFolder: path.join(folder, 'dist'),
    demo: true,
    preview: true,
    onLog: () => undefined,
  });
  try {
    await local.demo;
    const page = await stage.blank(SIZE, 1);
    await page.goto(
      `${local.url}/?openid=${one?.openid}&2.openid=${other?.openid}&2.theme=dark&section=open`,
    );
    await Promise.all(['phone', 'phone-2'].map((name) => isDrawn(page, name)));
    await page.screenshot({ path: file, type: 'jpeg', quality: 72 });
    await page.context().close();
  } finally {
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function isDrawn(page: Page, phone: string): Promise<void> {
  await page.frameLocator(`iframe[name=${phone}]`).locator('.js-check-in').waitFor();
  await page.waitForTimeout(1_000);
}
