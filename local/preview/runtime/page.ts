import type { WindowConfig } from '../model';
import { make } from './dom';
import { Edge } from './edge';
import type { AssociatedBackend, Caller, CodeSpace, Root } from './framework';
import { homeIndicatorHeight, navigationBarHeight, statusBarHeight, tabBarHeight } from './geometry';
import { NavigationBar } from './navigation-bar';
import { PullDown } from './pull-down';
import { holdReady } from './ready';
import type { ThemeSource } from './theme';

export interface PageSetup {
  path: string;
  query: Record<string, string>;
  search: string;
  config: WindowConfig;
  isTab: boolean;
  theme: ThemeSource;
  onBack: () => void;
}

let identifiers = 0;

/** One page of the stack: its bar, its view with the scroller, and the page's own component in it. */
export class PageView {
  readonly identifier = ++identifiers;
  readonly frame = make('section', 'page-frame');
  readonly view = make('div', 'page-view');
  readonly scroller = make('div', 'page-scroller');
  readonly bar: NavigationBar | undefined;
  readonly pullDown: PullDown;
  readonly caller: Caller;
  private readonly root: Root;
  private scrolled = 0;
  private readonly bottom = new Edge();
  private shown = false;

  constructor(
    readonly setup: PageSetup,
    private readonly container: HTMLElement,
    backend: AssociatedBackend,
    codeSpace: CodeSpace,
  ) {
    const { config, path, isTab } = setup;
    const custom = config.navigationStyle === 'custom';
    if (!custom) this.bar = new NavigationBar(config, setup.theme, setup.onBack);
    const top = custom ? 0 : statusBarHeight + navigationBarHeight;
    const bottom = isTab ? tabBarHeight + homeIndicatorHeight : 0;
    this.view.dataset['page'] = path;
    this.view.style.cssText = [
      `top:${top}px`,
      `bottom:${bottom}px`,
      `--viewport-height:calc(100vh - ${top + bottom}px)`,
      `--safe-area-inset-top:${custom ? statusBarHeight : 0}px`,
      `--safe-area-inset-bottom:${isTab ? 0 : homeIndicatorHeight}px`,
    ].join(';');
    this.view.append(this.scroller, make('div', 'page-portals'));
    this.pullDown = new PullDown(this.view, this.scroller, config, () => this.call('onPullDownRefresh'));
    this.frame.append(...(this.bar ? [this.bar.element] : []), this.view);
    this.root = backend.createRoot('wx-page', codeSpace, path + setup.search);
    const host = this.root.getComponent().getBackendElement() as unknown as HTMLElement;
    host.classList.add('page-root');
    this.caller = this.root.get() as unknown as Caller;
    Object.assign(this.caller, { route: path, options: setup.query });
    this.scroller.addEventListener('scroll', () => this.whenScrolled());
  }

  get path(): string {
    return this.setup.path;
  }

  /** Attached, then `onLoad`, the components' and the page's `show`, the components' `ready`, the page's `onReady`. */
  open(): void {
    const release = holdReady(() => {
      this.container.append(this.frame);
      const placeholder = document.createElement('span');
      this.scroller.append(placeholder);
      this.root.attach(this.scroller as never, placeholder as never);
    });
    this.call('onLoad', this.setup.query);
    this.show();
    release();
    this.call('onReady');
  }

  show(): void {
    if (this.shown) return;
    this.shown = true;
    this.frame.hidden = false;
    if (this.scroller.scrollTop !== this.scrolled) this.scroller.scrollTop = this.scrolled;
    this.notifyShow();
  }

  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.notifyHide();
    this.frame.hidden = true;
  }

  notifyShow(): void {
    this.root.getComponent().triggerPageLifetime('show', []);
    this.call('onShow');
  }

  notifyHide(): void {
    this.root.getComponent().triggerPageLifetime('hide', []);
    this.call('onHide');
  }

  close(): void {
    this.call('onUnload');
    this.root.release();
    this.bar?.dispose();
    this.frame.remove();
  }

  /** Calls a function of the page's own, if it has it. What it throws is reported and stops nothing. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.caller[name];
    if (typeof method !== 'function') return undefined;
    try {
      return (method as (...values: unknown[]) => unknown).apply(this.caller, args);
    } catch (error) {
      window.reportError(error);
      return undefined;
    }
  }

  private whenScrolled(): void {
    if (!this.shown) return;
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollTop === this.scrolled) return;
    const down = scrollTop > this.scrolled;
    this.scrolled = scrollTop;
    this.call('onPageScroll', { scrollTop });
    const near = scrollHeight - clientHeight - scrollTop <= (this.setup.config.onReachBottomDistance ?? 50);
    if (!near) this.bottom.leave();
    else if (down && this.bottom.reach(scrollHeight)) this.call('onReachBottom');
  }
}
