import { reflect, type Builtin, type BuiltinNode } from '../builtin';
import { make } from '../dom';
import { followDrag } from '../gesture';
import { addFormControl } from './form';

/** The value at a place of the track, on the next step. */
function valueAt(node: BuiltinNode, track: HTMLElement, x: number): number {
  const { left, width } = track.getBoundingClientRect();
  const min = node.number('min');
  const max = node.number('max');
  const step = node.number('step') > 0 ? node.number('step') : 1;
  const raw = (Math.min(Math.max((x - left) / (width || 1), 0), 1) * (max - min)) / step;
  return Math.min(Number((min + Math.round(raw) * step).toFixed(10)), max);
}

function mountDrag(node: BuiltinNode, track: HTMLElement): void {
  let from = 0;
  let before = 0;
  const move = (x: number) => {
    const value = valueAt(node, track, x);
    if (value === node.number('value')) return;
    node.change('value', value);
    node.emit('changing', { value });
  };
  followDrag(node.host, {
    start(x) {
      from = x;
      before = node.number('value');
      if (node.flag('disabled')) return false;
      move(x);
      return true;
    },
    move(dx) {
      move(from + dx);
      return true;
    },
    end() {
      if (node.number('value') !== before) node.emit('change', { value: node.number('value') });
    },
  });
}

export const slider: Builtin = {
  name: 'slider',
  properties: {
    name: String,
    min: { type: Number, value: 0 },
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    value: { type: Number, value: 0 },
    color: { type: String, value: '#e9e9e9' },
    selectedColor: { type: String, value: '#1aad19' },
    activeColor: { type: String, value: '#1aad19' },
    backgroundColor: { type: String, value: '#e9e9e9' },
    blockSize: { type: Number, value: 28 },
    blockColor: { type: String, value: '#ffffff' },
    showValue: Boolean,
  },
  mount(node) {
    const { host } = node;
    const done = make('i', 'builtin-slider-done');
    const block = make('i', 'builtin-slider-block');
    const track = make('div', 'builtin-slider-track', done, block);
    const shown = make('span', 'builtin-slider-value');
    host.append(track, shown);
    host.setAttribute('role', 'slider');
    reflect(node, 'disabled');
    node.watch(['min', 'max', 'value', 'showValue'], () => {
      const min = node.number('min');
      const span = node.number('max') - min || 1;
      const part = Math.min(Math.max((node.number('value') - min) / span, 0), 1);
      host.style.setProperty('--slider-part', String(part));
      shown.hidden = !node.flag('showValue');
      shown.textContent = String(node.number('value'));
      for (const [name, property] of Object.entries({ valuemin: 'min', valuemax: 'max', valuenow: 'value' }))
        host.setAttribute(`aria-${name}`, String(node.number(property)));
    });
    node.watch(['activeColor', 'backgroundColor', 'blockSize', 'blockColor'], () => {
      track.style.background = node.text('backgroundColor');
      done.style.background = node.text('activeColor');
      block.style.background = node.text('blockColor');
      const size = Math.min(Math.max(node.number('blockSize'), 12), 28);
      host.style.setProperty('--slider-block', `${size}px`);
    });
    mountDrag(node, track);
    addFormControl(node, {
      name: () => node.text('name'),
      value: () => node.number('value'),
      reset: () => node.change('value', node.number('min')),
    });
  },
};
