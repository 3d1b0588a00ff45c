import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { openPreview } from '../preview';
import { launchBrowser, watchForErrors, type Watch } from '../preview/testing';
import { qrPicture } from '../wechat/picture';
import { answers, arrivals, CODE_FILE, SHOT_AT_MS, type Answers, type Telling } from './answers';
import { boughtOf, calendarPlaces, calendarsTold, madeUpOf, type CalendarPlace } from './calendar-answers';
import { challengePlaces, challengesTold, joinedOf, type ChallengePlace } from './challenge-answers';
import { joinPlaces, type JoinPlace } from './join-answers';
import { mallPlaces, mallTold, type MallPlace } from './mall-answers';
import { orderPlaces, orderTold, type OrderPlace } from './order-answers';
import { claimedOf, taskPlaces, tasksTold, type TaskPlace } from './task-answers';

const root = path.join(__dirname, '../..');

/** Every page of the app; some as often as they differ by where one stands. */
export const pagePaths = {
  home: 'pages/home/index',
  mall: 'pages/mall/index',
  mallPoor: 'pages/mall/index',
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
  calendar: 'packages/daily/calendar/index',
  calendarBuying: 'packages/daily/calendar/index',
  calendarOver: 'packages/daily/calendar/index',
  tasks: 'packages/daily/tasks/index',
  tasksDone: 'packages/daily/tasks/index',
  tasksBegun: 'packages/daily/tasks/index',
  challenges: 'packages/daily/challenges/index',
  challengesRunning: 'packages/daily/challenges/index',
  challengesOver: 'packages/daily/challenges/index',
  item: 'packages/mall/item/index?itemId=tote',
  itemFlash: 'packages/mall/item/index?itemId=glaze',
  itemDraw: 'packages/mall/item/index?itemId=lot',
  itemDonation: 'packages/mall/item/index?itemId=school',
  itemPoor: 'packages/mall/item/index?itemId=class',
  itemGone: 'packages/mall/item/index?itemId=book',
  confirm: 'packages/mall/confirm/index?itemId=tote&variantId=raw&quantity=1',
  confirmMany: 'packages/mall/confirm/index?itemId=school&variantId=&quantity=3',
  resultParcel: 'packages/mall/result/index?orderId=order00000000001',
  resultCoupon: 'packages/mall/result/index?orderId=order00000000003',
  resultDraw: 'packages/mall/result/index?orderId=order00000000004',
  orders: 'packages/mall/orders/index',
  orderPlaced: 'packages/mall/order/index?orderId=order00000000001',
  orderShipped: 'packages/mall/order/index?orderId=order00000000001',
  orderReceived: 'packages/mall/order/index?orderId=order00000000001',
  orderCoupon: 'packages/mall/order/index?orderId=order00000000003',
  orderDraw: 'packages/mall/order/index?orderId=order00000000004',
  orderRevealed: 'packages/mall/order/index?orderId=order00000000004',
  orderCancelled: 'packages/mall/order/index?orderId=order00000000001',
  orderRefunded: 'packages/mall/order/index?orderId=order00000000001',
  coupons: 'packages/mall/coupons/index',
  addresses: 'packages/mall/addresses/index',
  address: 'packages/mall/address/index',
  addressEdit: 'packages/mall/address/index?addressId=address00001',
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

/** What is answered to an action, as soon as it may be. */
type Door = (action: keyof Answers) => Promise<unknown>;

/** The app's own pages in the preview, before a door that answers what it is told: no function runs. */
export class Stage {
  private constructor(
    private readonly browser: Browser,
    private readonly origin: string,
    /** Whoever looks at a page is somebody else: by that each finds its own. */
    private readonly doors: Map<string, Door>,
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
    const doors = new Map<string, Door>();
    const server = createServer((request, response) => {
      void preview.handle(request, response).then(async (handled) => {
        if (!handled) await answer(doors, request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new Stage(browser, `http://127.0.0.1:${port}`, doors, async () => {
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
    const openid = `shots-${this.doors.size}`;
    this.doors.set(openid, async (action) => {
      asked.push(action);
      await held;
      return { ok: true, data: answerTo(action, view, asked) };
    });
    if (network === 'offline') await page.route('**/cloud/functions/**', (route) => route.abort());
    if (fontScale !== 1) await page.addInitScript({ content: fontScript(fontScale) });
    await page.goto(`${this.origin}/phone/?openid=${openid}#/${pagePaths[view.page]}`);
    await page.waitForFunction('getCurrentPages().length > 0');
    await page.evaluate('document.fonts.ready');
    await page.waitForTimeout(SETTLE_MS);
    return { page, watch, asked, letGo };
  }
}

async function answer(
  doors: ReadonlyMap<string, Door>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '';
  if (url.startsWith('/cloud/files/')) {
    const { contentType, body } = cloudFile(url);
    response.writeHead(200, { 'content-type': contentType }).end(body);
    return;
  }
  const door = doors.get(String(request.headers['x-wx-openid']));
  // Whoever asks no function asks the host what time it is.
  const answered =
    url.startsWith('/cloud/functions/') && door
      ? await door(((await json(request)) as { action: keyof Answers }).action)
      : { nowMs: SHOT_AT_MS };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
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
const isCalendarPlace = (page: string): page is CalendarPlace =>
  calendarPlaces.some((place) => place === page);
const isTaskPlace = (page: string): page is TaskPlace => taskPlaces.some((place) => place === page);
const isMallPlace = (page: string): page is MallPlace => mallPlaces.some((place) => place === page);
const isOrderPlace = (page: string): page is OrderPlace => orderPlaces.some((place) => place === page);
const isChallengePlace = (page: string): page is ChallengePlace =>
  challengePlaces.some((place) => place === page);

/** What differs by where one stands; undefined where nothing does. */
function placedAnswerTo(action: keyof Answers, page: PageName, telling: Telling): unknown {
  if (isJoinPlace(page)) {
    const arrival = arrivals[telling][page];
    if (action === 'arrive') return arrival;
    // On the way in there is only the gift to claim.
    if (action === 'claimTask') return { ...answers[telling].claimTask, earnedPoints: arrival.giftPoints };
  }
  if (isCalendarPlace(page)) {
    const calendar = calendarsTold[telling][page];
    if (action === 'checkInCalendar') return calendar;
    if (action === 'makeUp') return madeUpOf(calendar);
    if (action === 'buyMakeUpCard') return boughtOf(calendar);
  }
  if (isTaskPlace(page)) {
    const tasks = tasksTold[telling][page];
    if (action === 'tasks') return tasks;
    if (action === 'claimTask') return claimedOf(tasks);
  }
  if (isMallPlace(page)) return mallTold(action, page, telling);
  if (isOrderPlace(page) && action === 'order') return orderTold[telling][page];
  if (isChallengePlace(page)) {
    const challenges = challengesTold[telling][page];
    if (action === 'challenges') return challenges;
    if (action === 'joinChallenge') return joinedOf(challenges);
  }
  return undefined;
}

/** After a check-in the first page has heard of it. */
function answerTo(
  action: keyof Answers,
  { page, telling = 'normal' }: View,
  asked: readonly string[],
): unknown {
  const told = answers[telling];
  const placed = placedAnswerTo(action, page, telling);
  if (placed !== undefined) return placed;
  if (action !== 'home' || !asked.includes('checkIn')) return told[action];
  const { earnedPoints: _earned, bonusPoints: _bonus, rewards: _rewards, ...member } = told.checkIn;
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
