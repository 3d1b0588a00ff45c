import type { BuiltApp, WindowConfig } from '../model';
import { closeByBack } from './back';
import type { EventChannel } from './event-channel';
import type { AssociatedBackend, CodeSpace } from './framework';
import { PageView } from './page';
import { parseUrl, resolveUrl } from './url';
import type { ThemeSource } from './theme';

const pageLimit = 10;

export interface RouterParts {
  built: BuiltApp;
  theme: ThemeSource;
  backend: AssociatedBackend;
  codeSpace: CodeSpace;
  container: HTMLElement;
  /** Called when another page is on top or the top page changed. */
  onTop: (page: PageView, depth: number) => void;
  onPageNotFound: (path: string, query: Record<string, string>) => void;
}

/** The stack of pages. Tab pages are made on first visit and kept; all others live as long as they are on it. */
export class Router {
  readonly stack: PageView[] = [];
  private readonly tabs = new Map<string, PageView>();
  private readonly windows: ReadonlyMap<string, WindowConfig>;

  constructor(private readonly parts: RouterParts) {
    const defaults = parts.built.config.window ?? {};
    const own = new Map(parts.built.components.map((component) => [component.path, component.config]));
    this.windows = new Map(parts.built.pages.map((page) => [page, { ...defaults, ...own.get(page) }]));
  }

  get top(): PageView | undefined {
    return this.stack.at(-1);
  }

  get entry(): string {
    const { config, pages } = this.parts.built;
    return config.entryPagePath ?? pages[0] ?? '';
  }

  windowOf(path: string): WindowConfig {
    return this.windows.get(path) ?? {};
  }

  isTab(path: string): boolean {
    return this.tabIndex(path) >= 0;
  }

  tabIndex(path: string): number {
    return (this.parts.built.config.tabBar?.list ?? []).findIndex((item) => item.pagePath === path);
  }

  /** Opens what an address says; one of no page is told, and leaves what is open, or opens the first page. */
  launch(url: string): void {
    const { path, query, search } = parseUrl(url);
    if (this.windows.has(path)) {
      this.closeAll();
      return this.open(path, query, search);
    }
    this.parts.onPageNotFound(path, query);
    if (this.stack.length === 0) this.open(this.entry, {}, '');
  }

  navigateTo(url: string, channel?: EventChannel): PageView {
    const target = this.target(url);
    if (this.isTab(target.path)) throw new Error('can not navigateTo a tabbar page');
    if (this.stack.length >= pageLimit)
      throw new Error(`webview count limit exceed: ${pageLimit} pages are open`);
    this.top?.hide();
    this.open(target.path, target.query, target.search, channel);
    return this.stack.at(-1) as PageView;
  }

  redirectTo(url: string): void {
    const target = this.target(url);
    if (this.isTab(target.path)) throw new Error('can not redirectTo a tabbar page');
    this.closeTop();
    this.open(target.path, target.query, target.search);
  }

  reLaunch(url: string): void {
    const target = this.target(url);
    this.closeAll();
    this.open(target.path, target.query, target.search);
  }

  switchTab(url: string): void {
    const { path } = this.target(url);
    if (!this.isTab(path)) throw new Error('can not switch to no-tabBar page');
    while (this.top && !this.isTab(this.top.path)) this.closeTop();
    if (this.top?.path === path) {
      this.top.show();
      return this.settle();
    }
    this.stack.pop()?.hide();
    const kept = this.tabs.get(path);
    if (!kept) return this.open(path, {}, '');
    this.stack.push(kept);
    kept.show();
    this.settle();
  }

  navigateBack(delta: number): void {
    if (this.top && closeByBack(this.top.frame)) return;
    if (this.stack.length <= 1) throw new Error('cannot navigate back at first page');
    for (let left = Math.min(delta, this.stack.length - 1); left > 0; left--) this.closeTop();
    this.top?.show();
    this.settle();
  }

  private target(url: string): { path: string; query: Record<string, string>; search: string } {
    const target = parseUrl(resolveUrl(url, this.top?.path ?? ''));
    if (!this.windows.has(target.path)) throw new Error(`page "${target.path}" is not found`);
    return target;
  }

  private open(path: string, query: Record<string, string>, search: string, channel?: EventChannel): void {
    const isTab = this.isTab(path);
    const page = new PageView(
      {
        path,
        query,
        search,
        config: this.windowOf(path),
        isTab,
        theme: this.parts.theme,
        onBack: () => this.navigateBack(1),
      },
      this.parts.container,
      this.parts.backend,
      this.parts.codeSpace,
    );
    page.caller['getOpenerEventChannel'] = () => channel ?? {};
    this.stack.push(page);
    if (isTab) this.tabs.set(path, page);
    this.settle();
    page.open();
  }

  private closeAll(): void {
    while (this.stack.length > 0) this.closeTop();
    for (const page of this.tabs.values()) page.close();
    this.tabs.clear();
  }

  private closeTop(): void {
    const page = this.stack.pop();
    if (!page) return;
    this.tabs.delete(page.path);
    page.close();
  }

  private settle(): void {
    if (this.top) this.parts.onTop(this.top, this.stack.length);
  }
}
