import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPreview } from '../preview';
import { launchBrowser, watchForErrors, type Watch } from '../preview/testing';
import { qrPicture } from '../wechat/picture';
import { answers, arrivals, CODE_FILE, SHOT_AT_MS, type Answers, type Telling } from './answers';
import { joinPlaces, type JoinPlace } from './join-answers';

const root = path.join(__dirname, '../..');

/** Every page of the app; one of the way in as often as it differs by where one stands. */
export const pagePaths = {
  home: 'pages/home/index',
  mall: 'pages/mall/index',
  rank: 'pages/rank/index',
  mine: 'pages/mine/index',
  statement: 'packages/points/statement/index',
  earn: 'packages/points/earn/index',
  rules: 'packages/points/rules/index',
  tier: 'packages/member/tier/index',
  settings: 'packages/member/settings/index',
  feedback: 'packages/member/feedback/index',
  notices: 'packages/member/notices/index',
  claim: 'packages/member/claim/index',
  poster: 'packages/invite/poster/index',
  landing: 'packages/join/landing/index',
  uninvited: 'packages/join/landing/index',
  consent: 'packages/join/rules/index',
  profile: 'packages/join/profile/index',
  ownProfile: 'packages/join/profile/index?from=mine',
  questions: 'packages/join/questions/index',
  waiting: 'packages/join/waiting/index',
  rejected: 'packages/join/waiting/index',
  askedAgain: 'packages/join/waiting/index',
  welcome: 'packages/join/welcome/index',
} as const;

export type PageName = keyof typeof pagePaths;

export interface View {
  readonly page: PageName;
  readonly scheme?: 'light' | 'dark';
  readonly telling?: Telling;
  readonly widthPx?: number;
  /** As the member set it in WeChat; 1 is ordinary. */
  readonly fontScale?: number;
  /** `offline`: nothing comes through. `held`: the question stays open until it is let go. */
  readonly network?: 'online' | 'offline' | 'held';
}

export interface Opened {
  readonly page: Page;
  readonly watch: Watch;
  /** The actions that were asked for, in order. */
  readonly asked: string[];
  /** Lets the answers come that were held. */
  readonly letGo: () => void;
}

const HEIGHT_PX = 812;

/** The app's own pages in the preview, before a door that answers what it is told: no function runs. */
export class Stage {
  private constructor(
    private readonly browser: Browser,
    private readonly origin: string,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Stage> {
    const [preview, browser] = await Promise.all([
      openPreview({
        miniprogramFolder: path.join(root, 'miniprogram'),
        npmFolder: path.join(root, 'node_modules'),
        title: '群阶 Qunjie',
        persons: [],
      }),
      launchBrowser(),
    ]);
    const server = createServer((request, response) => {
      void preview.handle(request, response).then((handled) => {
        if (handled) return;
        // The phone asks the host what time it is.
        response.writeHead(200, { 'content-type': 'application/json' }).end(`{"nowMs":${SHOT_AT_MS}}`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new Stage(browser, `http://127.0.0.1:${port}`, async () => {
      await browser.close();
      await preview.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
  }

  /** An empty page, to lay pictures out on. */
  async blank(viewport: { width: number; height: number }, deviceScaleFactor: number): Promise<Page> {
    return (await this.browser.newContext({ viewport, deviceScaleFactor })).newPage();
  }

  /** Opens a page as it first stands there. Motion is off: what is looked at stands still. */
  async show(view: View): Promise<Opened> {
    const { network = 'online', fontScale = 1 } = view;
    const context = await this.browser.newContext({
      viewport: { width: view.widthPx ?? 375, height: HEIGHT_PX },
      deviceScaleFactor: 2,
      colorScheme: view.scheme ?? 'light',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const watch = watchForErrors(page, network === 'offline' ? [/net::ERR_FAILED/] : []);
    const asked: string[] = [];
    let letGo = () => {};
    const held = network === 'held' ? new Promise<void>((resolve) => (letGo = resolve)) : undefined;
    await page.clock.setFixedTime(SHOT_AT_MS);
    await page.route('**/cloud/functions/**', async (route) => {
      const { action } = route.request().postDataJSON() as { action: keyof Answers };
      asked.push(action);
      await held;
      if (network === 'offline') return route.abort();
      await route.fulfill({ json: { ok: true, data: answerTo(action, view, asked) } });
    });
    await page.route('**/cloud/files/**', (route) => route.fulfill(cloudFile(route.request().url())));
    if (fontScale !== 1) await page.addInitScript({ content: fontScript(fontScale) });
    await page.goto(`${this.origin}/phone/?openid=shots#/${pagePaths[view.page]}`);
    await page.waitForFunction('getCurrentPages().length > 0');
    await page.evaluate('document.fonts.ready');
    await page.waitForTimeout(SETTLE_MS);
    return { page, watch, asked, letGo };
  }
}

/** What members keep in the cloud: a code, and a picture that is not one of the drawn faces. */
function cloudFile(url: string): { contentType: string; body: Buffer } {
  if (url.endsWith(CODE_FILE.replace(/^cloud:\/\/[^/]+/, '')))
    return { contentType: 'image/png', body: qrPicture('https://example.com/own', 430, INK, false) };
  return {
    contentType: 'image/png',
    body: readFileSync(path.join(root, 'miniprogram/packages/invite/faces/8.png')),
  };
}

const INK = { r: 0, g: 0, b: 0 };

const isJoinPlace = (page: string): page is JoinPlace => joinPlaces.some((place) => place === page);

/** After a check-in the first page has heard of it. */
function answerTo(
  action: keyof Answers,
  { page, telling = 'normal' }: View,
  asked: readonly string[],
): unknown {
  const told = answers[telling];
  if (action === 'arrive' && isJoinPlace(page)) return arrivals[telling][page];
  if (action !== 'home' || !asked.includes('checkIn')) return told[action];
  const { earnedPoints: _earned, bonusPoints: _bonus, ...member } = told.checkIn;
  return { ...told.home, ...member };
}

/** Longer than the quiet time before a skeleton, and than pictures take to load. */
const SETTLE_MS = 500;

/** Runs in the page before the app, as text since it is no code of ours there: WeChat says how large its type is. */
const fontScript = (fontScaleFactor: number): string => `{
  let made;
  Object.defineProperty(globalThis, 'wx', {
    configurable: true,
    get: () => made,
    set(wx) {
      const ask = wx.getAppBaseInfo;
      wx.getAppBaseInfo = () => ({ ...ask(), fontSizeScaleFactor: ${fontScaleFactor} });
      made = wx;
    },
  });
}`;
