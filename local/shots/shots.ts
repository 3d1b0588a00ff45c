import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { joinPlaces } from './join-answers';
import { takePanel } from './panel-shot';
import { writeSheet, type Shot } from './sheet';
import { pagePaths, Stage, type PageName, type View } from './stage';

const root = path.join(__dirname, '../..');
/** Every picture in full size: to be looked at, not to be kept. */
const out = path.join(root, '.screenshots/shots');
/** Small ones that the documents show. */
const kept = path.join(root, 'docs/shots');

const schemes = ['light', 'dark'] as const;
const names = Object.keys(pagePaths) as PageName[];
/** Those that are not on the way in. */
const memberPages = names.filter((name) => !joinPlaces.some((place) => place === name));

interface Row {
  readonly name: string;
  readonly pages: readonly PageName[];
  readonly view: Omit<View, 'page' | 'scheme'>;
  /** Brings the page into the state that is wanted. */
  readonly act?: (page: Page) => Promise<void>;
  /** The sheet that the documents show it on. */
  readonly sheet: 'normal' | 'extreme' | 'states' | 'join' | 'join-extreme';
}

/** The narrowest phone, the largest type, the longest of everything. */
const worst = { telling: 'extreme', widthPx: 320, fontScale: 1.4 } as const;

const rows: readonly Row[] = [
  { name: 'normal', pages: memberPages, view: {}, sheet: 'normal' },
  {
    name: 'extreme',
    pages: memberPages,
    view: worst,
    sheet: 'extreme',
  },
  {
    name: 'empty',
    pages: [
      'home',
      'rank',
      'mine',
      'statement',
      'earn',
      'tier',
      'notices',
      'claim',
      'calendar',
      'tasks',
      'challenges',
      'mall',
      'confirm',
      'orders',
      'coupons',
      'addresses',
    ],
    view: { telling: 'empty' },
    sheet: 'states',
  },
  {
    name: 'waiting',
    pages: [
      'home',
      'mall',
      'rank',
      'mine',
      'statement',
      'earn',
      'rules',
      'tier',
      'notices',
      'claim',
      'poster',
      'calendar',
      'tasks',
      'challenges',
      'item',
      'confirm',
      'resultParcel',
      'orders',
      'orderPlaced',
      'coupons',
      'addresses',
    ],
    view: { network: 'held' },
    sheet: 'states',
  },
  {
    name: 'offline',
    pages: ['home', 'mall', 'rank', 'statement', 'notices', 'poster', 'tasks', 'item', 'orders'],
    view: { network: 'offline' },
    sheet: 'states',
  },
  { name: 'night', pages: ['poster'], view: {}, act: choosePoster('night'), sheet: 'states' },
  { name: 'ticket', pages: ['poster'], view: {}, act: choosePoster('ticket'), sheet: 'states' },
  { name: 'stale', pages: ['home', 'mall', 'rank'], view: {}, act: loseNetwork, sheet: 'states' },
  { name: 'checked-in', pages: ['home'], view: {}, act: checkIn, sheet: 'states' },
  { name: 'tier-up', pages: ['home'], view: { telling: 'extreme' }, act: checkIn, sheet: 'states' },
  {
    name: 'make-up',
    pages: ['calendar', 'calendarBuying'],
    view: {},
    act: openMakeUp,
    sheet: 'states',
  },
  { name: 'make-up-card', pages: ['calendarBuying'], view: {}, act: buyMakeUpCard, sheet: 'states' },
  { name: 'make-up-extreme', pages: ['calendarBuying'], view: worst, act: openMakeUp, sheet: 'states' },
  { name: 'pledge', pages: ['challenges'], view: {}, act: openTerms, sheet: 'states' },
  { name: 'pledge-extreme', pages: ['challenges'], view: worst, act: openTerms, sheet: 'states' },
  { name: 'claimed', pages: ['tasks'], view: {}, act: claimTask, sheet: 'states' },
  { name: 'redeemed', pages: ['confirm'], view: {}, act: redeem, sheet: 'states' },
  { name: 'drawn', pages: ['itemDraw'], view: {}, act: draw, sheet: 'states' },
  { name: 'verified', pages: ['orderRevealed'], view: {}, act: verifyDraw, sheet: 'states' },
  { name: 'faults', pages: ['address'], view: {}, act: saveNothing, sheet: 'states' },
  { name: 'join', pages: joinPlaces, view: {}, sheet: 'join' },
  {
    name: 'join-empty',
    pages: ['uninvited', 'waiting', 'welcome'],
    view: { telling: 'empty' },
    sheet: 'join',
  },
  {
    name: 'join-waiting',
    pages: ['landing', 'consent', 'profile', 'questions', 'waiting', 'welcome'],
    view: { network: 'held' },
    sheet: 'join',
  },
  { name: 'join-offline', pages: ['landing', 'questions'], view: { network: 'offline' }, sheet: 'join' },
  { name: 'join-answered', pages: ['questions'], view: {}, act: answerQuestions, sheet: 'join' },
  { name: 'join-missing', pages: ['questions'], view: {}, act: submitQuestions, sheet: 'join' },
  { name: 'join-gift', pages: ['welcome'], view: {}, act: takeGift, sheet: 'join' },
  { name: 'join-extreme', pages: joinPlaces, view: worst, sheet: 'join-extreme' },
];

/** What a visitor of the project sees first: as it stands on a phone. */
const firstSight: readonly View[] = [
  { page: 'home' },
  { page: 'rank' },
  { page: 'mine' },
  { page: 'tier', scheme: 'dark' },
  { page: 'home', scheme: 'dark' },
];

function choosePoster(id: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(`.js-name-${id}`).click();
    await page.waitForTimeout(700);
  };
}

async function checkIn(page: Page): Promise<void> {
  await page.locator('.js-check-in').click();
  await page.locator('.js-joy').waitFor();
  await page.waitForTimeout(300);
}

async function openMakeUp(page: Page): Promise<void> {
  await page.locator('.js-rescue').click();
  await page.locator('.js-act').waitFor();
  await page.waitForTimeout(400);
}

async function buyMakeUpCard(page: Page): Promise<void> {
  await openMakeUp(page);
  await page.locator('.js-act').click();
  await page.waitForTimeout(400);
}

/** The terms of the first challenge, with its pledge. */
async function openTerms(page: Page): Promise<void> {
  await page.locator('.option').nth(1).click();
  await page.locator('.js-join-week_of_seven').click();
  await page.locator('.js-confirm').waitFor();
  await page.waitForTimeout(400);
}

async function claimTask(page: Page): Promise<void> {
  await page.locator('.js-next-act').click();
  await page.getByText('收下了').waitFor();
}

async function redeem(page: Page): Promise<void> {
  await page.locator('.js-redeem').click();
  await page.locator('.js-joy').waitFor();
  await page.waitForTimeout(300);
}

async function draw(page: Page): Promise<void> {
  await page.locator('.js-act').click();
  await redeem(page);
}

async function verifyDraw(page: Page): Promise<void> {
  await page.locator('.js-verify').click();
  await page.locator('.js-verdict').waitFor();
}

async function saveNothing(page: Page): Promise<void> {
  await page.locator('.js-save').click();
  await page.locator('.js-fault').first().waitFor();
}

async function answerQuestions(page: Page): Promise<void> {
  for (const name of ['option-some', 'option-learn', 'option-friends', 'step-5'])
    await page.locator(`.js-${name}`).click();
  await page.locator('textarea').fill('周末捏过两次杯子，想学拉坯。');
}

async function submitQuestions(page: Page): Promise<void> {
  await page.locator('.js-submit').click();
  await page.locator('.js-fault').waitFor();
}

async function takeGift(page: Page): Promise<void> {
  await page.locator('.js-take').click();
  await page.locator('.js-joy').waitFor();
  await page.waitForTimeout(700);
}

async function loseNetwork(page: Page): Promise<void> {
  await page.unroute('**/cloud/functions/**');
  await page.route('**/cloud/functions/**', (route) => route.abort());
  await page.evaluate('getCurrentPages()[0].onShow()');
  await page.locator('.js-stale').waitFor();
}

/** As high as the page is, so that one picture shows all of it. */
async function unroll(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 375, height: 812 };
  const hidden = await page
    .locator('.page-scroller:visible')
    .evaluate((scroller) => scroller.scrollHeight - scroller.clientHeight);
  if (hidden > 0) await page.setViewportSize({ width, height: height + hidden });
}

async function take(stage: Stage, { name, view, pages, act }: Row): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const scheme of schemes) {
    for (const each of pages) {
      const { page, watch } = await stage.show({ ...view, page: each, scheme });
      await act?.(page);
      // What is fixed to the edge of a phone stands there in the picture, too.
      if (act !== loseNetwork) await unroll(page);
      const file = path.join(out, `${name}-${each}-${scheme}.png`);
      await page.screenshot({ path: file });
      if (act !== loseNetwork) watch.check();
      await page.context().close();
      shots.push({ file, label: `${each} · ${name} · ${scheme}` });
      process.stdout.write('.');
    }
  }
  return shots;
}

async function takeFirstSight(stage: Stage): Promise<void> {
  const shots: Shot[] = [];
  for (const [index, view] of firstSight.entries()) {
    const { page } = await stage.show(view);
    const file = path.join(out, `first-sight-${index}.png`);
    await page.screenshot({ path: file });
    await page.context().close();
    shots.push({ file, label: '' });
  }
  await writeSheet(stage, shots, path.join(kept, 'first-sight.jpg'), { widthPx: 180, scale: 2, quality: 72 });
}

/** @param wanted Names of rows: only those are taken, and the documents' pictures stay as they are. */
async function shoot(wanted: readonly string[]): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  for (const folder of [out, kept]) mkdirSync(folder, { recursive: true });
  const sheets = new Map<string, Shot[]>();
  const stage = await Stage.open();
  try {
    for (const row of rows) {
      if (wanted.length > 0 && !wanted.includes(row.name)) continue;
      const shots = await take(stage, row);
      await writeSheet(stage, shots, path.join(out, `sheet-${row.name}.png`));
      sheets.set(row.sheet, [...(sheets.get(row.sheet) ?? []), ...shots]);
      process.stdout.write(` ${row.name}\n`);
    }
    if (wanted.length === 0 || wanted.includes('panel')) await takePanel(stage, path.join(kept, 'panel.jpg'));
    if (wanted.length > 0) return;
    for (const [name, shots] of sheets)
      await writeSheet(stage, shots, path.join(kept, `${name}.jpg`), { widthPx: 150, scale: 1, quality: 70 });
    await takeFirstSight(stage);
  } finally {
    await stage.close();
  }
}

shoot(process.argv.slice(2)).then(
  () =>
    console.log(
      `All of them: ${path.relative(process.cwd(), out)}; the documents': ${path.relative(process.cwd(), kept)}`,
    ),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
