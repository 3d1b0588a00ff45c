import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../preview/testing';

/**
 * Canvases of phones draw no SVG, so the faces on posters are PNG. Run `node --import tsx local/art/poster-faces.ts` after
 * a drawing changed.
 */
const SIZE_PX = 240;

const drawings = path.join(__dirname, '../../miniprogram/assets/avatar');
const faces = path.join(__dirname, '../../miniprogram/packages/invite/faces');

async function drawFaces(): Promise<void> {
  mkdirSync(faces, { recursive: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: SIZE_PX, height: SIZE_PX } });
    for (const file of readdirSync(drawings)) {
      const svg = readFileSync(path.join(drawings, file), 'utf8');
      await page.setContent(
        `<style>body { margin: 0 } svg { display: block; width: ${SIZE_PX}px; height: ${SIZE_PX}px }</style>${svg}`,
      );
      writeFileSync(path.join(faces, file.replace('.svg', '.png')), await page.screenshot());
    }
  } finally {
    await browser.close();
  }
}

void drawFaces();
