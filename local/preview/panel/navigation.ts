import { sections, type Section } from '../address';
import { make } from './dom';
import type { PanelAddress } from './panel-address';
import { sectionTitles } from './sections';

/** Links, since each section has an address. Where its server is not there, a section isn't either. */
export class Navigation {
  readonly element = make('nav', 'navigation');
  private readonly links = new Map<Section, HTMLAnchorElement>();

  constructor(
    private readonly address: PanelAddress,
    private readonly isThere: (section: Section) => boolean,
  ) {
    this.element.setAttribute('aria-label', '面板');
    for (const section of sections) {
      const link = make('a', '', sectionTitles[section]);
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        address.change({ section });
      });
      this.links.set(section, link);
      this.element.append(link);
    }
  }

  show(current: Section): void {
    for (const [section, link] of this.links) {
      link.hidden = !this.isThere(section);
      link.href = this.address.hrefOf({ section });
      if (section === current) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }
}
