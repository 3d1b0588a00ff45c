import type { WindowConfig } from '../model';
import { make, makeButton } from './dom';
import type { ThemeSource } from './theme';

/** The default navigation bar of one page. */
export class NavigationBar {
  readonly element: HTMLElement;
  private readonly title = make('h1', 'navigation-title');
  private background: string | undefined;
  private front: string | undefined;

  constructor(
    private readonly config: WindowConfig,
    private readonly theme: ThemeSource,
    onBack: () => void,
  ) {
    const back = makeButton('navigation-back', '返回', onBack);
    this.element = make('header', 'navigation-bar', back, this.title);
    this.title.textContent = theme.resolve(config.navigationBarTitleText) ?? '';
    this.paint();
    theme.onChange(this.paint);
  }

  dispose(): void {
    this.theme.offChange(this.paint);
  }

  get text(): string {
    return this.title.textContent ?? '';
  }

  /** `white` or `black`: what stands on the bar, the status bar's time too. */
  get textStyle(): string {
    if (this.front !== undefined) return /^#?f/i.test(this.front) ? 'white' : 'black';
    return this.theme.resolve(this.config.navigationBarTextStyle) ?? 'white';
  }

  setTitle(title: string): void {
    this.title.textContent = title;
  }

  setColor(front: string, background: string): void {
    this.front = front;
    this.background = background;
    this.paint();
  }

  showLoading(visible: boolean): void {
    this.element.toggleAttribute('loading', visible);
  }

  showBack(visible: boolean): void {
    this.element.toggleAttribute('with-back', visible);
  }

  private readonly paint = (): void => {
    this.element.style.background =
      this.background ?? this.theme.resolve(this.config.navigationBarBackgroundColor) ?? '#000000';
    this.element.style.color = this.textStyle === 'white' ? '#fff' : '#000';
  };
}
