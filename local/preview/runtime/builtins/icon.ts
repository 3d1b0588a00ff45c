import type { Builtin } from '../builtin';
import { refuse } from '../refuse';

interface Drawing {
  color: string;
  /** Drawn with a line of two units in a square of 24. */
  line: string;
  /** In a filled circle, or by itself. */
  filled: boolean;
}

const tick = 'M7 12.4l3.4 3.4 6.8-7';
const exclamation = 'M12 6.5v7.5M12 16.6v1';
const drawings: Readonly<Record<string, Drawing>> = {
  success: { color: '#09BB07', line: tick, filled: true },
  success_no_circle: { color: '#09BB07', line: 'M4 12.6l5.4 5.4L20 7', filled: false },
  info: { color: '#10AEFF', line: 'M12 10v7.5M12 6.4v1', filled: true },
  warn: { color: '#F76260', line: exclamation, filled: true },
  waiting: { color: '#10AEFF', line: 'M12 6v6.5l4 3', filled: true },
  cancel: { color: '#F43530', line: 'M8 8l8 8M16 8l-8 8', filled: true },
  clear: { color: '#B2B2B2', line: 'M8 8l8 8M16 8l-8 8', filled: true },
  download: { color: '#09BB07', line: 'M12 4v11M7 10.5l5 5 5-5M5 20h14', filled: false },
  search: {
    color: '#B2B2B2',
    line: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20',
    filled: false,
  },
};
const svg = 'http://www.w3.org/2000/svg';

function shape(tag: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

export const icon: Builtin = {
  name: 'icon',
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  mount(node) {
    node.watch(['type', 'size', 'color'], () => {
      const type = node.text('type');
      if (type === '') return node.host.replaceChildren();
      const drawing = drawings[type];
      if (!drawing) return refuse(`<icon type="${type}">`, node.component);
      const color = node.text('color') || drawing.color;
      const picture = shape('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' });
      if (drawing.filled) picture.append(shape('circle', { cx: '12', cy: '12', r: '11', fill: color }));
      const stroke = drawing.filled ? '#fff' : color;
      picture.append(shape('path', { d: drawing.line, fill: 'none', stroke, 'stroke-width': '2' }));
      const size = node.value('size');
      const length =
        typeof size === 'number' || /^[\d.]+$/.test(String(size)) ? `${String(size)}px` : String(size);
      node.host.style.width = node.host.style.height = length;
      node.host.replaceChildren(picture);
    });
  },
};
