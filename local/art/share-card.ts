import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../preview/testing';

/**
 * What a card shows that a member sends: without it, WeChat would show the sender's own page. 5 by 4, as it wants them. Run
 * `node --import tsx local/art/share-card.ts` after a face or this drawing changed.
 */
const WIDTH_PX = 500;
const HEIGHT_PX = 400;

const assets = path.join(__dirname, '../../miniprogram/assets');

/** From the left: where a step begins and how high its top is, its colour, and the face that stands there. */
const STEPS = [
  { x: 0, top: 318, color: '#7CC4B0', face: 3 },
  { x: 101, top: 262, color: '#3FA58D', face: 2 },
  { x: 202, top: 206, color: '#148A74', face: 5 },
  { x: 303, top: 150, color: '#0A6E5C', face: 1 },
  { x: 404, top: 94, color: '#FFF8E8', face: null },
] as const;
const STEP_WIDTH = 97;
const HEAD_RADIUS = 33;

function headOn({ x, top, face }: (typeof STEPS)[number]): string {
  const middle = { x: x + STEP_WIDTH / 2, y: top - HEAD_RADIUS - 6 };
  const circle = (radius: number, more: string) =>
    `<circle cx="${middle.x}" cy="${middle.y}" r="${radius}" ${more}/>`;
  if (face === null)
    return (
      circle(HEAD_RADIUS, 'fill="#FFF8E8"') +
      circle(HEAD_RADIUS - 2, 'fill="none" stroke="#7D4A00" stroke-width="4" stroke-dasharray="10.6 6.6"')
    );
  const drawing = readFileSync(path.join(assets, `avatar/${face}.svg`), 'utf8');
  const size = 2 * HEAD_RADIUS;
  const place = `x="${middle.x - HEAD_RADIUS}" y="${middle.y - HEAD_RADIUS}" width="${size}" height="${size}"`;
  return (
    circle(HEAD_RADIUS + 4, 'fill="#FFFFFF"') +
    `<clipPath id="head-${face}">${circle(HEAD_RADIUS, '')}</clipPath>` +
    `<g clip-path="url(#head-${face})">${drawing.replace('<svg', `<svg ${place}`)}</g>`
  );
}

const stepOf = ({ x, top, color }: (typeof STEPS)[number]): string =>
  `<rect x="${x}" y="${top}" width="${STEP_WIDTH}" height="${HEIGHT_PX}" rx="16" fill="${color}"/>`;

const card = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}">
  <rect width="${WIDTH_PX}" height="${HEIGHT_PX}" fill="#FFE9BF"/>
  <circle cx="424" cy="120" r="150" fill="#FFB52E"/>
  ${STEPS.map((step) => stepOf(step) + headOn(step)).join('\n')}
</svg>`;

async function drawCard(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH_PX, height: HEIGHT_PX } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${card}`);
    writeFileSync(path.join(assets, 'share-card.png'), await page.screenshot());
  } finally {
    await browser.close();
  }
}

void drawCard();
