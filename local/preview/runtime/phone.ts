import type { BuiltApp } from '../model';
import { followHostClock, type ClockAnswer } from '../host-clock';
import { make, makeButton } from './dom';
import { capsule, homeIndicatorHeight, statusBarHeight } from './geometry';
import type { PageView } from './page';
import type { ThemeSource } from './theme';

const clockRefreshMs = 1_000;
const shanghaiOffsetMs = 8 * 3_600_000;

/** What the phone draws around the pages: status bar, capsule, home indicator, and the layer for toasts. */
export class Phone {
  readonly pages = make('main', 'phone-pages');
  readonly overlay = make('div', 'phone-overlay');
  readonly bottom = make('div', 'phone-bottom');
  private readonly time = make('time', 'status-time');
  private readonly status = make('div', 'status-bar', this.time, make('span', 'status-signs'));
  private clockOffsetMs = 0;
  /** What the three dots open. */
  onMenu: () => void = () => undefined;
  /** Takes the host's clock at once. */
  readonly readClock: () => void;

  constructor(
    private readonly built: BuiltApp,
    private readonly theme: ThemeSource,
  ) {
    const close = make('i', 'capsule-close');
    close.setAttribute('aria-hidden', 'true');
    const button = make(
      'div',
      'capsule',
      makeButton('capsule-more', '更多', () => this.onMenu()),
      close,
    );
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
    this.readClock = followHostClock((answer) => this.takeClock(answer));
  }

  /** Colours what stands over the page as the page's own bar is. */
  follow(page: PageView): void {
    const style =
      page.bar?.textStyle ?? this.theme.resolve(page.setup.config.navigationBarTextStyle) ?? 'white';
    document.documentElement.dataset['status'] = style === 'white' ? 'white' : 'black';
    document.title = page.bar?.text ?? this.built.config.window?.navigationBarTitleText ?? '';
  }

  /** For the status bar; where no host has a clock, it shows this machine's. */
  private takeClock(answer: ClockAnswer): void {
    if (answer.status === undefined) this.clockOffsetMs = answer.offsetMs;
    this.showTime();
  }

  private showTime(): void {
    const local = new Date(Date.now() + this.clockOffsetMs + shanghaiOffsetMs);
    this.time.textContent = local.toISOString().slice(11, 16);
  }
}
