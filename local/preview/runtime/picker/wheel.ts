import { make } from '../dom';
import { followDrag } from '../gesture';

const settleAfterMs = 120;

export interface WheelParts {
  itemHeight(): number;
  onStart?(): void;
  onSettle(index: number): void;
}

/** Turns a scrolling box by finger, mouse and wheel; what stands in the middle when it comes to rest is chosen. */
export class WheelScroll {
  private settled = 0;
  private timer = 0;
  private moving = false;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly parts: WheelParts,
  ) {
    scroller.addEventListener('scroll', () => this.whenScrolled());
    let from = 0;
    let byMouse = false;
    scroller.addEventListener('pointerdown', (event) => (byMouse = event.pointerType === 'mouse'));
    followDrag(scroller, {
      start() {
        from = scroller.scrollTop;
        // Snapping would take back what the mouse moved; a finger scrolls by itself.
        if (byMouse) scroller.style.scrollSnapType = 'none';
        return true;
      },
      move(_, dy) {
        if (byMouse) scroller.scrollTo({ top: from - dy, behavior: 'instant' });
        return byMouse;
      },
      end: () => (scroller.style.scrollSnapType = ''),
    });
  }

  place(index: number, behavior: ScrollBehavior = 'instant'): void {
    if (behavior === 'instant') this.settled = index;
    this.scroller.scrollTo({ top: index * this.parts.itemHeight(), behavior });
  }

  private whenScrolled(): void {
    window.clearTimeout(this.timer);
    if (!this.moving && this.index() !== this.settled) {
      this.moving = true;
      this.parts.onStart?.();
    }
    this.timer = window.setTimeout(() => {
      this.moving = false;
      const index = this.index();
      if (index === this.settled) return;
      this.settled = index;
      this.parts.onSettle(index);
    }, settleAfterMs);
  }

  private index(): number {
    return Math.max(0, Math.round(this.scroller.scrollTop / (this.parts.itemHeight() || 1)));
  }
}

export const sheetItemHeight = 40;

/** One column of a picker's sheet. */
export class Wheel {
  readonly element = make('div', 'wheel');
  private readonly scroll: WheelScroll;
  private items: readonly string[] = [];

  constructor(onSettle: (index: number) => void) {
    this.element.setAttribute('role', 'listbox');
    this.scroll = new WheelScroll(this.element, { itemHeight: () => sheetItemHeight, onSettle });
  }

  show(items: readonly string[], selected: number): void {
    if (items.join('\n') !== this.items.join('\n')) {
      this.items = [...items];
      this.element.replaceChildren(...items.map((item, index) => this.makeItem(item, index)));
    }
    this.scroll.place(Math.min(Math.max(selected, 0), Math.max(items.length - 1, 0)));
    [...this.element.children].forEach((item, index) =>
      item.setAttribute('aria-selected', String(index === selected)),
    );
  }

  private makeItem(text: string, index: number): HTMLElement {
    const item = make('div', 'wheel-item', text);
    item.setAttribute('role', 'option');
    item.addEventListener('click', () => this.scroll.place(index, 'smooth'));
    return item;
  }
}
