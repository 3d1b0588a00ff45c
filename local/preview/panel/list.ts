import { make } from './dom';

export interface Row<Item> {
  readonly element: HTMLElement;
  /** Absent where an item never changes. */
  readonly show?: (item: Item) => void;
}

/** A list that follows its items in place: a row keeps its element, and with it focus, typed text and what is unfolded. */
export class List<Item> {
  readonly element: HTMLElement;
  private readonly list = make('ul', 'list');
  private readonly empty: HTMLElement;
  private rows = new Map<string, Row<Item>>();

  constructor(
    label: string,
    empty: string,
    private readonly keyOf: (item: Item) => string,
    private readonly makeRow: (item: Item) => Row<Item>,
  ) {
    this.list.setAttribute('aria-label', label);
    this.empty = make('p', 'empty', empty);
    this.element = make('div', 'list-frame', this.list, this.empty);
  }

  show(items: readonly Item[]): void {
    const before = this.rows;
    this.rows = new Map();
    for (const item of items) {
      const key = this.keyOf(item);
      const row = before.get(key) ?? this.makeRow(item);
      row.show?.(item);
      this.rows.set(key, row);
    }
    for (const [key, row] of before) if (!this.rows.has(key)) row.element.remove();
    let index = 0;
    // To move an element takes the focus from it: only what stands elsewhere is moved.
    for (const { element } of this.rows.values()) {
      const there = this.list.children[index++] ?? null;
      if (there !== element) this.list.insertBefore(element, there);
    }
    this.empty.hidden = items.length > 0;
    this.list.hidden = items.length === 0;
  }
}
