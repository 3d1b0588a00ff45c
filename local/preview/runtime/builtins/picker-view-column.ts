import type { Builtin } from '../builtin';
import { WheelScroll } from '../picker/wheel';

export interface Column {
  place(index: number): void;
  onStart: () => void;
  onSettle: (index: number) => void;
}

const columns = new WeakMap<Element, Column>();

export function columnOf(host: Element): Column | undefined {
  return columns.get(host);
}

export const pickerViewColumn: Builtin = {
  name: 'picker-view-column',
  properties: {},
  wrapped: true,
  mount(node) {
    const { host } = node;
    const wheel = new WheelScroll(host, {
      itemHeight: () => Number.parseFloat(getComputedStyle(host).getPropertyValue('--picker-item')) || 0,
      onStart: () => column.onStart(),
      onSettle: (index) => column.onSettle(index),
    });
    const column: Column = {
      place: (index) => wheel.place(index),
      onStart: () => undefined,
      onSettle: () => undefined,
    };
    columns.set(host, column);
  },
};
