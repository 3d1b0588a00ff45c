import { AppInstance } from './app';
import { prepareCodeSpace } from './code-space';
import { Definitions } from './components';
import { glassEasel } from './framework';
import { launchOptionsOf, type LaunchOptions } from './launch-options';
import { serveMediaUnder } from './media';
import { Network } from './network';
import type { PageView } from './page';
import type { Panel } from './panel';
import type { Person } from './person';
import { serveRegionsUnder } from './picker/region';
import { Phone } from './phone';
import { Router } from './router';
import { TabBar } from './tab-bar';
import { ThemeSource } from './theme';
import { WeChatServers } from './wechat-servers';
import { createWx } from './wx';
import { Lifecycle } from './wx/lifecycle';

/** One mini program in one phone, from launch on. */
export class MiniProgram {
  private readonly app = new AppInstance();
  private readonly lifecycle = new Lifecycle();
  private readonly theme: ThemeSource;
  private readonly phone: Phone;
  private readonly router: Router;
  private readonly tabBar: TabBar | undefined;
  private readonly definitions: Definitions;
  private readonly network: Network;
  private readonly wechat: WeChatServers;
  private readonly asked: string;
  private readonly launchOptions: LaunchOptions;
  private told = '';

  constructor(
    private readonly preview: StartedPreview,
    private readonly person: Person,
    private readonly panel: Panel,
  ) {
    const { built, templates } = preview;
    serveMediaUnder(built.base);
    serveRegionsUnder(built.base);
    const { page, theme, openid } = person.state;
    const { codeSpace, backend } = prepareCodeSpace(built, templates, theme);
    this.theme = new ThemeSource(built.config, built.themes, theme);
    this.network = new Network(person.state);
    this.wechat = new WeChatServers(openid, this.network);
    this.phone = new Phone(built, this.theme);
    this.router = new Router({
      built,
      theme: this.theme,
      backend,
      codeSpace,
      container: this.phone.pages,
      onTop: (page, depth) => this.whenOnTop(page, depth),
      onPageNotFound: (path, query) => {
        console.error(new Error(`[preview] page "${path}" is not found: app.json does not name it`));
        this.app.call('onPageNotFound', { path, query, isEntryPage: true });
      },
    });
    this.asked = page || this.router.entry;
    this.launchOptions = launchOptionsOf(this.asked, person.state);
    this.definitions = new Definitions(codeSpace, new Map(built.components.map((each) => [each.path, each])));
    this.tabBar = this.mountTabBar();
  }

  launch(): void {
    this.wechat.visit();
    this.evaluateScripts();
    this.theme.onChange((theme) => {
      this.app.call('onThemeChange', { theme });
      if (this.router.top) this.phone.follow(this.router.top);
    });
    this.app.call('onLaunch', this.launchOptions);
    this.app.call('onShow', this.launchOptions);
    this.router.launch(this.asked);
  }

  /** To the background and back, as when one returns another day. */
  leaveAndReturn(): void {
    this.router.top?.notifyHide();
    this.app.call('onHide');
    this.lifecycle.tell('hide', undefined);
    this.phone.readClock();
    this.app.call('onShow', this.launchOptions);
    this.lifecycle.tell('show', this.launchOptions);
    this.router.top?.notifyShow();
  }

  /** Follows an address that somebody wrote behind the `#`. */
  follow(url: string): void {
    const top = this.router.top;
    if (url !== '' && url !== `/${top?.path ?? ''}${top?.setup.search ?? ''}`) this.router.launch(url);
  }

  private evaluateScripts(): void {
    const { built, modules } = this.preview;
    const { app, definitions, router, launchOptions: launch } = this;
    const { Page, Component, Behavior } = definitions;
    const { phone, theme, tabBar, lifecycle, person, panel, network, wechat } = this;
    const parts = { built, launch, router, phone, theme, tabBar, lifecycle, person, panel, network, wechat };
    const wx = createWx(parts);
    const getCurrentPages = () => router.stack.map((page) => page.caller);
    Object.assign(window, {
      wx,
      App: app.App,
      getApp: app.getApp,
      getCurrentPages,
      Page,
      Component,
      Behavior,
    });
    glassEasel.addGlobalErrorListener((error, method) => {
      console.error(error instanceof Error ? error : new Error(String(error)), method ?? '');
      app.call('onError', error instanceof Error ? (error.stack ?? error.message) : String(error));
      return false;
    });
    modules['app']?.();
    for (const { path } of built.components) definitions.evaluate(path, () => modules[path]?.());
  }

  private mountTabBar(): TabBar | undefined {
    const config = this.preview.built.config.tabBar;
    if (!config) return undefined;
    const bar = new TabBar(config, this.theme, (index) => {
      const item = config.list[index];
      if (!item) return;
      this.router.switchTab(`/${item.pagePath}`);
      this.router.top?.call('onTabItemTap', { index, pagePath: item.pagePath, text: item.text });
    });
    this.phone.bottom.append(bar.element);
    return bar;
  }

  private whenOnTop(page: PageView, depth: number): void {
    page.bar?.showBack(depth > 1);
    this.tabBar?.show(page.path);
    this.phone.follow(page);
    const shown = `${page.path}${page.setup.search}`;
    history.replaceState(null, '', `#/${shown}`);
    if (shown !== this.told) this.panel.tell({ kind: 'page', page: shown });
    this.told = shown;
  }
}
