import { readFileSync } from 'node:fs';
import type { Stage } from './stage';

export interface Shot {
  readonly file: string;
  readonly label: string;
}

/** Pictures side by side, each with what it is. */
export async function writeSheet(
  stage: Stage,
  shots: readonly Shot[],
  file: string,
  {
    columns = 10,
    widthPx = 188,
    scale = 2,
    quality,
  }: { columns?: number; widthPx?: number; scale?: number; quality?: number } = {},
): Promise<void> {
  const figures = shots.map(({ file: picture, label }) => {
    const data = readFileSync(picture).toString('base64');
    return `<figure><img src="data:image/png;base64,${data}">${label && `<figcaption>${label}</figcaption>`}</figure>`;
  });
  const across = Math.min(columns, shots.length);
  const page = await stage.blank({ width: across * (widthPx + 16) + 16, height: 200 }, scale);
  await page.setContent(`<style>
    body { margin: 16px 0 0 16px; background: #c9d1cd; font: 11px/16px Arial; display: grid;
      grid-template-columns: repeat(${across}, ${widthPx}px); gap: 16px; align-items: start }
    figure { margin: 0 } img { width: ${widthPx}px; display: block; border-radius: 6px } figcaption { padding: 4px 0 8px }
  </style>${figures.join('')}`);
  const jpeg = quality === undefined ? {} : { type: 'jpeg' as const, quality };
  await page.screenshot({ path: file, fullPage: true, ...jpeg });
  await page.context().close();
}
