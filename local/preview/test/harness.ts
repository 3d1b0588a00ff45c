import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPreview, type Preview } from '../index';
import type { WeChat, WeChatOptions } from '../../wechat';
import { launchBrowser, watchForErrors, type Watch } from '../testing';
import { answerHost, type HostState } from './host';
import { openServers, type Servers } from './servers';

const root = path.resolve(__dirname, '../../..');
const startMs = Date.UTC(2026, 0, 7, 4, 0);

export const phoneSize = { width: 375, height: 812 };
export const npmFolder = path.join(root, 'node_modules');
export const fixtureFolder = path.join(__dirname, 'fixture');

export interface CloudCall {
  name: string;
  openid: string;
  body: unknown;
  /** Which fields the cloud is to open, as the phone says. */
  cloudIds: string | undefined;
}

function originOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fixturePages = (
  JSON.parse(fs.readFileSync(path.join(fixtureFolder, 'app.json'), 'utf8')) as { pages: string[] }
).pages;

/** A page of the preview with everything that it complained about. */
export interface Opened {
  page: Page;
  watch: Watch;
}

/** The fixture behind a server that answers as the real one does: preview, functions, clock, files and WeChat. */
export class Harness implements HostState {
  readonly calls: CloudCall[] = [];
  nowMs = startMs;
  isMoving = false;
  moveTakesMs = 0;
  fired: HostState['fired'] = [];
  snapshots: HostState['snapshots'] = [];
  private readonly watches: Watch[] = [];

  private constructor(
    readonly preview: Preview,
    private readonly browser: Browser,
    private readonly server: http.Server,
    private readonly base: string,
    private readonly servers: Servers,
  ) {}

  /**
   * @param other Opens another preview than that of the fixture, under its base.
   * @param settings Of WeChat, where a story needs others than usual.
   */
  static async open(
    other?: { base: string; open: () => Promise<Preview> },
    settings: Partial<WeChatOptions> = {},
  ): Promise<Harness> {
    const persons = [
      { openid: 'member-ming', label: '小明' },
      { openid: 'member-hong', label: '小红' },
    ];
    const launching = launchBrowser();
    const opening =
      other?.open() ??
      openPreview({ miniprogramFolder: fixtureFolder, npmFolder, persons, title: '样板小程序' });
    const preview = await opening.catch(async (error: unknown) => {
      // A browser that is left open keeps the tests from ending.
      await (await launching).close();
      throw error;
    });
    const browser = await launching;
    const server = http.createServer((request, response) => void harness.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const servers = await openServers({
      publicUrl: `${originOf(server)}/`,
      persons,
      pages: () => fixturePages,
      now: () => harness.nowMs,
      settings,
    });
    const harness = new Harness(preview, browser, server, other?.base ?? '', servers);
    return harness;
  }

  get wechat(): WeChat {
    return this.servers.wechat;
  }

  get origin(): string {
    return originOf(this.server);
  }

  async visit(address: string, options: BrowserContextOptions = {}, allowed: RegExp[] = []): Promise<Opened> {
    const context = await this.browser.newContext({ viewport: phoneSize, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    const watch = watchForErrors(page, allowed);
    this.watches.push(watch);
    await page.goto(this.origin + this.base + address);
    return { page, watch };
  }

  /** Opens one page of the fixture directly in the phone. */
  phone(pagePath: string, options: BrowserContextOptions = {}, allowed: RegExp[] = []): Promise<Opened> {
    return this.visit(`/phone/?openid=member-ming#/${pagePath}`, options, allowed);
  }

  /** The same, with more in the phone's address. */
  phoneWith(
    search: string,
    pagePath: string,
    allowed: RegExp[] = [],
    width = phoneSize.width,
  ): Promise<Opened> {
    const viewport = { width, height: phoneSize.height };
    return this.visit(`/phone/?openid=member-ming&${search}#/${pagePath}`, { viewport }, allowed);
  }

  /** @throws when any page reported what no test allowed, whether that test looked or not. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.preview.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.servers.close();
    for (const watch of this.watches) watch.check();
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (await this.preview.handle(request, response)) return;
    if (await this.servers.handle(request, response)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const isJson = request.headers['content-type'] === 'application/json';
    const body: unknown = text !== '' && isJson ? JSON.parse(text) : undefined;
    const reply = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const host = await answerHost(this, request.method, request.url ?? '', body);
    if (host) return reply(host.status, host.value);
    const name = /^\/cloud\/functions\/(.+)$/.exec(request.url ?? '')?.[1];
    if (name === undefined) return reply(404, {});
    const openid = String(request.headers['x-wx-openid']);
    const cloudIds = request.headers['x-wx-cloud-ids'];
    this.calls.push({ name, openid, body, cloudIds: cloudIds === undefined ? undefined : String(cloudIds) });
    return name === 'broken' ? reply(500, { code: 'BROKEN', message: '坏了' }) : reply(200, { openid, body });
  }
}

interface PhoneWindow {
  getApp(): { globalData: { log: string[] } & Record<string, unknown> };
}

/** What the fixture wrote down of its lifecycles and events. */
export function logOf(page: { evaluate: Page['evaluate'] }): Promise<string[]> {
  return page.evaluate(() => [...(globalThis as unknown as PhoneWindow).getApp().globalData.log]);
}

/** Calls `wx.<name>(options)` and gives what it resolves or rejects with. */
export function callWx(page: Page, name: string, options?: unknown): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ([api, given]) => {
      let at: unknown = (globalThis as unknown as { wx: unknown }).wx;
      for (const part of String(api).split('.')) at = (at as Record<string, unknown>)[part];
      try {
        const result = await (at as (value: unknown) => unknown)(given);
        return { ...(result as object) };
      } catch (error) {
        return { ...(error as object), failed: true };
      }
    },
    [name, options] as const,
  );
}

export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.join(root, '.screenshots');
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `preview-${name}.png`) });
}

export function style(page: Page, selector: string, property: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

/** What the fixture logs after `act`. */
export async function logged(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await logOf(page)).length;
  await act();
  return (await logOf(page)).slice(before);
}
