import type { BuiltinNode, Properties } from '../builtin';

const hoverSegment = 3;
const moveTolerance = 10;

export function hoverProperties(hoverClass: string, startMs: number, stayMs: number): Properties {
  return {
    hoverClass: { type: String, value: hoverClass },
    hoverStopPropagation: Boolean,
    hoverStartTime: { type: Number, value: startMs },
    hoverStayTime: { type: Number, value: stayMs },
  };
}

const stopped = new WeakSet<Event>();

/**
 * Shows `hover-class` while a finger or the mouse rests on the element. The default class has its look from the host,
 * by an attribute that no component's style scope renames.
 */
export function addHover(node: BuiltinNode, defaultClass = ''): void {
  let timer = 0;
  let from: { x: number; y: number } | undefined;

  function show(on: boolean): void {
    node.component.setNodeClass(on ? node.text('hoverClass') : '', hoverSegment);
    node.host.toggleAttribute('builtin-hover', on && node.text('hoverClass') === defaultClass);
  }

  function end(): void {
    if (!from) return;
    from = undefined;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => show(false), node.number('hoverStayTime'));
    window.removeEventListener('pointermove', moved);
    window.removeEventListener('pointerup', end);
    window.removeEventListener('pointercancel', end);
  }

  function moved(event: PointerEvent): void {
    if (from && Math.max(Math.abs(event.clientX - from.x), Math.abs(event.clientY - from.y)) > moveTolerance)
      end();
  }

  node.host.addEventListener('pointerdown', (event) => {
    if (stopped.has(event) || node.text('hoverClass') === 'none' || node.flag('disabled')) return;
    if (node.flag('hoverStopPropagation')) stopped.add(event);
    from = { x: event.clientX, y: event.clientY };
    window.clearTimeout(timer);
    timer = window.setTimeout(() => show(true), node.number('hoverStartTime'));
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  });
  node.onDetached(() => window.clearTimeout(timer));
}
