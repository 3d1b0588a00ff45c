import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../preview/testing';

/** The native tab bar takes PNG only, 81 px wide. Run `node --import tsx local/art/tab-icons.ts` after a drawing changed. */
const SIZE_PX = 81;

const drawings = path.join(__dirname, 'svg');
const icons = path.join(__dirname, '../../miniprogram/assets/tab');

async function drawTabIcons(): Promise<void> {
  mkdirSync(icons, { recursive: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: SIZE_PX, height: SIZE_PX } });
    for (const file of readdirSync(drawings)) {
      const svg = readFileSync(path.join(drawings, file), 'utf8');
      await page.setContent(
        `<style>body { margin: 0 } svg { display: block; width: ${SIZE_PX}px; height: ${SIZE_PX}px }</style>${svg}`,
      );
      const png = await page.screenshot({ omitBackground: true });
      writeFileSync(path.join(icons, file.replace('.svg', '.png')), png);
    }
  } finally {
    await browser.close();
  }
}

void drawTabIcons();
