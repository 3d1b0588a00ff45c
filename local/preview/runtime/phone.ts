import type { BuiltApp } from '../model';
import { make } from './dom';
import { capsule, homeIndicatorHeight, statusBarHeight } from './geometry';
import type { PageView } from './page';
import type { ThemeSource } from './theme';

const clockRefreshMs = 10_000;
const shanghaiOffsetMs = 8 * 3_600_000;

/** What the phone draws around the pages: status bar, capsule, home indicator, and the layer for toasts. */
export class Phone {
  readonly pages = make('main', 'phone-pages');
  readonly overlay = make('div', 'phone-overlay');
  readonly bottom = make('div', 'phone-bottom');
  private readonly time = make('time', 'status-time');
  private readonly status = make('div', 'status-bar', this.time, make('span', 'status-signs'));
  private clockOffsetMs = 0;

  constructor(
    private readonly built: BuiltApp,
    private readonly theme: ThemeSource,
  ) {
    const button = make('div', 'capsule', make('i', 'capsule-more'), make('i', 'capsule-close'));
    button.setAttribute('aria-hidden', 'true');
    this.status.style.height = `${statusBarHeight}px`;
    Object.assign(button.style, {
      width: `${capsule.width}px`,
      height: `${capsule.height}px`,
      right: `${capsule.right}px`,
      top: `${capsule.top}px`,
    });
    const indicator = make('div', 'home-indicator');
    indicator.style.height = `${homeIndicatorHeight}px`;
    document.body.append(this.pages, this.bottom, indicator, this.status, button, this.overlay);
    window.setInterval(() => this.showTime(), clockRefreshMs);
  }

  /** Takes the host's clock for the status bar; without one it shows this machine's. */
  async readClock(): Promise<void> {
    const response = await fetch('/host/clock').catch(() => undefined);
    const answer = response?.ok ? ((await response.json()) as { nowMs?: unknown }) : {};
    this.clockOffsetMs = typeof answer.nowMs === 'number' ? answer.nowMs - Date.now() : 0;
    this.showTime();
  }

  /** Colours what stands over the page as the page's own bar is. */
  follow(page: PageView): void {
    const style =
      page.bar?.textStyle ?? this.theme.resolve(page.setup.config.navigationBarTextStyle) ?? 'white';
    document.documentElement.dataset['status'] = style === 'white' ? 'white' : 'black';
    document.title = page.bar?.text ?? this.built.config.window?.navigationBarTitleText ?? '';
  }

  private showTime(): void {
    const local = new Date(Date.now() + this.clockOffsetMs + shanghaiOffsetMs);
    this.time.textContent = local.toISOString().slice(11, 16);
  }
}
