import type { Builtin, BuiltinNode } from '../builtin';
import { make } from '../dom';
import { scopedClasses } from '../framework';
import { columnOf, type Column } from './picker-view-column';

class PickerViewControl {
  private readonly indicator = make('div', 'builtin-picker-indicator');
  private readonly mask = make('div', 'builtin-picker-mask');
  private readonly sizes = new ResizeObserver(() => this.measure());
  private readonly columnsChange = new MutationObserver(() => this.arrange());

  constructor(private readonly node: BuiltinNode) {
    node.host.append(this.mask, this.indicator);
  }

  attach(): void {
    this.dress();
    this.sizes.observe(this.node.host);
    this.sizes.observe(this.indicator);
    this.columnsChange.observe(this.node.host, { childList: true, subtree: true });
    this.arrange();
  }

  detach(): void {
    this.sizes.disconnect();
    this.columnsChange.disconnect();
  }

  dress(): void {
    const { node, indicator, mask } = this;
    const dress = (element: HTMLElement, own: string, name: string) => {
      element.style.cssText = node.text(`${name}Style`);
      element.className = [own, ...scopedClasses(node.component, node.text(`${name}Class`))].join(' ');
    };
    dress(indicator, 'builtin-picker-indicator', 'indicator');
    dress(mask, 'builtin-picker-mask', 'mask');
  }

  place(): void {
    const value: unknown = this.node.value('value');
    const indexes = Array.isArray(value) ? value.map(Number) : [];
    this.columns.forEach((column, at) => column.place(indexes[at] ?? 0));
  }

  private get columns(): Column[] {
    return [...this.node.host.querySelectorAll('wx-picker-view-column')].flatMap(
      (host) => columnOf(host) ?? [],
    );
  }

  private arrange(): void {
    this.columns.forEach((column, at) => {
      column.onStart = () => this.node.emit('pickstart', {});
      column.onSettle = (index) => this.settle(at, index);
    });
    this.measure();
  }

  private settle(at: number, index: number): void {
    const before: unknown = this.node.value('value');
    const value = this.columns.map((_, column) =>
      Number((Array.isArray(before) ? (before as unknown[])[column] : 0) ?? 0),
    );
    value[at] = index;
    this.node.change('value', value);
    this.node.emit('change', { value });
    this.node.emit('pickend', {});
  }

  /** The items are as high as the indicator, and the first and the last can reach it. */
  private measure(): void {
    const { host } = this.node;
    if (host.clientHeight === 0) return;
    host.style.setProperty('--picker-item', `${this.indicator.offsetHeight}px`);
    host.style.setProperty('--picker-height', `${host.clientHeight}px`);
    this.place();
  }
}

export const pickerView: Builtin = {
  name: 'picker-view',
  properties: {
    value: { type: Array, value: [] },
    indicatorStyle: String,
    indicatorClass: String,
    maskStyle: String,
    maskClass: String,
    immediateChange: Boolean,
  },
  wrapped: true,
  mount(node) {
    const control = new PickerViewControl(node);
    node.watch(['indicatorStyle', 'indicatorClass', 'maskStyle', 'maskClass'], () => control.dress());
    node.watch(['value'], () => control.place());
    node.onAttached(() => control.attach());
    node.onDetached(() => control.detach());
  },
};
