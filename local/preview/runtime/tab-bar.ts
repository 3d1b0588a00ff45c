import type { TabBarConfig, TabItem } from '../model';
import { make, makeButton } from './dom';
import { mediaAddress } from './media';
import type { ThemeSource } from './theme';

/** The tab bar as the phone draws it, from `tabBar` in `app.json`. */
export class TabBar {
  readonly element = make('nav', 'tab-bar');
  private readonly icons = new Map<string, HTMLImageElement>();
  /** Index → text; an empty one is a red dot. */
  private readonly badges = new Map<number, string>();
  private selected = '';
  private visible = true;

  constructor(
    private readonly config: TabBarConfig,
    private readonly theme: ThemeSource,
    private readonly onTap: (index: number) => void,
  ) {
    this.element.setAttribute('role', 'tablist');
    theme.onChange(() => this.paint());
  }

  /** Shows the bar with the page's item selected, or hides it on a page that is no tab. */
  show(path: string): void {
    const isTab = this.config.list.some((item) => item.pagePath === path);
    this.element.hidden = !isTab || !this.visible;
    if (!isTab || this.selected === path) return;
    this.selected = path;
    this.paint();
  }

  /** An empty text is a red dot, none takes away what is there. */
  setBadge(index: number, text: string | undefined): void {
    if (!this.config.list[index]) throw new Error('tabbar item not found');
    if (text === undefined) this.badges.delete(index);
    else this.badges.set(index, text);
    this.paint();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.element.hidden = !visible;
  }

  private paint(): void {
    const { theme, config } = this;
    this.element.style.background = theme.resolve(config.backgroundColor) ?? '#ffffff';
    this.element.dataset['border'] = theme.resolve(config.borderStyle) ?? 'black';
    this.element.replaceChildren(...config.list.map((item, index) => this.makeItem(item, index)));
  }

  private makeItem(item: TabItem, index: number): HTMLElement {
    const { theme, config } = this;
    const selected = item.pagePath === this.selected;
    const button = makeButton('tab-item', '', () => this.onTap(index));
    button.setAttribute('role', 'tab');
    button.setAttribute('aria-selected', String(selected));
    button.style.color = theme.resolve(selected ? config.selectedColor : config.color) ?? '';
    const icon = this.icon(index, item.iconPath);
    const selectedIcon = this.icon(index, item.selectedIconPath) ?? icon;
    const shown = selected ? selectedIcon : icon;
    if (shown) button.append(shown);
    button.append(make('span', 'tab-text', item.text));
    const badge = this.badges.get(index);
    if (badge !== undefined) button.append(make('span', badge === '' ? 'tab-dot' : 'tab-badge', badge));
    return button;
  }

  /** An icon is loaded once and kept, so that it does not blink when tabs are switched. */
  private icon(index: number, path: string | undefined): HTMLImageElement | undefined {
    const file = this.theme.resolve(path);
    if (file === undefined) return undefined;
    const key = `${index} ${file}`;
    const known = this.icons.get(key);
    if (known) return known;
    const image = make('img', 'tab-icon');
    image.src = mediaAddress(`/${file.replace(/^\//, '')}`);
    image.alt = '';
    this.icons.set(key, image);
    return image;
  }
}
