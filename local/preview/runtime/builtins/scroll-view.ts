import { reflect, type Builtin, type BuiltinNode } from '../builtin';
import { Edge } from '../edge';
import { registerNode } from '../nodes';
import { mountRefresher, refresherProperties } from './refresher';

interface Side {
  axis: 'scrollX' | 'scrollY';
  event: string;
  direction: string;
  threshold: string;
  distance(host: HTMLElement): number;
  /** How long the way to it is. */
  end(host: HTMLElement): number;
}

const toStart = { event: 'scrolltoupper', threshold: 'upperThreshold', end: () => 0 };
const toEnd = { event: 'scrolltolower', threshold: 'lowerThreshold' };
const sides: readonly Side[] = [
  { ...toStart, axis: 'scrollX', direction: 'left', distance: (host) => host.scrollLeft },
  {
    ...toEnd,
    axis: 'scrollX',
    direction: 'right',
    distance: (host) => host.scrollWidth - host.clientWidth - host.scrollLeft,
    end: (host) => host.scrollWidth,
  },
  { ...toStart, axis: 'scrollY', direction: 'top', distance: (host) => host.scrollTop },
  {
    ...toEnd,
    axis: 'scrollY',
    direction: 'bottom',
    distance: (host) => host.scrollHeight - host.clientHeight - host.scrollTop,
    end: (host) => host.scrollHeight,
  },
];

/** Gives the function that tells which ends were reached. One begins at the start: only the way back to it is news. */
function mountEdges(node: BuiltinNode): () => void {
  const { host } = node;
  const edges = sides.map((side) => ({
    side,
    edge: new Edge(side.event === toStart.event ? 0 : undefined),
  }));
  return () => {
    for (const { side, edge } of edges) {
      if (!node.flag(side.axis)) continue;
      if (side.distance(host) > node.number(side.threshold)) edge.leave();
      else if (edge.reach(side.end(host))) node.emit(side.event, { direction: side.direction });
    }
  };
}

/** What a query's `node()` gives for an `enhanced` scroll-view. */
function mountScrollContext(node: BuiltinNode): void {
  const { host } = node;
  const scrollTo = ({ top, left, animated }: { top?: number; left?: number; animated?: boolean }) =>
    host.scrollTo({
      ...(top === undefined ? {} : { top }),
      ...(left === undefined ? {} : { left }),
      behavior: animated === false ? 'instant' : 'smooth',
    });
  const scrollIntoView = (selector: string) => host.querySelector(selector)?.scrollIntoView();
  registerNode(host, { node: () => (node.flag('enhanced') ? { scrollTo, scrollIntoView } : null) });
}

export const scrollView: Builtin = {
  name: 'scroll-view',
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: { type: null },
    scrollLeft: { type: null },
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    enableFlex: Boolean,
    enableBackToTop: Boolean,
    enhanced: Boolean,
    bounces: { type: Boolean, value: true },
    showScrollbar: { type: Boolean, value: true },
    scrollAnchoring: Boolean,
    enablePassive: Boolean,
    fastDeceleration: Boolean,
    ...refresherProperties,
    type: String,
  },
  mount(node) {
    const { host } = node;
    reflect(node, 'scrollX', 'scroll-x');
    reflect(node, 'scrollY', 'scroll-y');
    reflect(node, 'enableFlex', 'enable-flex');
    node.watch(['showScrollbar', 'enhanced'], () => {
      host.toggleAttribute('no-scrollbar', node.flag('enhanced') && !node.flag('showScrollbar'));
    });
    mountRefresher(node);
    mountScrollContext(node);

    let left = 0;
    let top = 0;
    const tellEdges = mountEdges(node);
    const behavior = (): ScrollBehavior => (node.flag('scrollWithAnimation') ? 'smooth' : 'instant');
    const scrollTo = (options: ScrollToOptions) => host.scrollTo({ ...options, behavior: behavior() });
    const bring = () => {
      const id = node.text('scrollIntoView');
      const target = id === '' ? null : host.querySelector(`#${CSS.escape(id)}`);
      if (!target) return;
      const from = host.getBoundingClientRect();
      const to = target.getBoundingClientRect();
      const moved: ScrollToOptions = {};
      if (node.flag('scrollY')) moved.top = host.scrollTop + to.top - from.top;
      if (node.flag('scrollX')) moved.left = host.scrollLeft + to.left - from.left;
      scrollTo(moved);
    };
    const toLength = (value: unknown) => Number.parseFloat(String(value));
    const placeTop = () =>
      Number.isFinite(toLength(node.value('scrollTop'))) &&
      scrollTo({ top: toLength(node.value('scrollTop')) });
    const placeLeft = () =>
      Number.isFinite(toLength(node.value('scrollLeft'))) &&
      scrollTo({ left: toLength(node.value('scrollLeft')) });

    node.watch(['scrollTop'], placeTop);
    node.watch(['scrollLeft'], placeLeft);
    node.watch(['scrollIntoView'], bring);
    node.onAttached(() => {
      placeTop();
      placeLeft();
      bring();
    });

    host.addEventListener('scroll', () => {
      const detail = {
        scrollLeft: host.scrollLeft,
        scrollTop: host.scrollTop,
        scrollHeight: host.scrollHeight,
        scrollWidth: host.scrollWidth,
        deltaX: left - host.scrollLeft,
        deltaY: top - host.scrollTop,
      };
      left = host.scrollLeft;
      top = host.scrollTop;
      node.emit('scroll', detail);
      tellEdges();
    });
  },
};
