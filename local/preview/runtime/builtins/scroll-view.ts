import { reflect, type Builtin, type BuiltinNode } from '../builtin';
import { registerNode } from '../nodes';
import { mountRefresher, refresherProperties } from './refresher';

interface Edge {
  event: string;
  direction: string;
  distance(host: HTMLElement): number;
  threshold: string;
}

const edgesX: readonly Edge[] = [
  {
    event: 'scrolltoupper',
    direction: 'left',
    distance: (host) => host.scrollLeft,
    threshold: 'upperThreshold',
  },
  {
    event: 'scrolltolower',
    direction: 'right',
    distance: (host) => host.scrollWidth - host.clientWidth - host.scrollLeft,
    threshold: 'lowerThreshold',
  },
];
const edgesY: readonly Edge[] = [
  {
    event: 'scrolltoupper',
    direction: 'top',
    distance: (host) => host.scrollTop,
    threshold: 'upperThreshold',
  },
  {
    event: 'scrolltolower',
    direction: 'bottom',
    distance: (host) => host.scrollHeight - host.clientHeight - host.scrollTop,
    threshold: 'lowerThreshold',
  },
];

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
    const near = new Map<Edge, boolean>([
      [edgesX[0] as Edge, true],
      [edgesY[0] as Edge, true],
    ]);
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
      const edges = [...(node.flag('scrollX') ? edgesX : []), ...(node.flag('scrollY') ? edgesY : [])];
      for (const edge of edges) {
        const reached = edge.distance(host) <= node.number(edge.threshold);
        if (reached && near.get(edge) !== true) node.emit(edge.event, { direction: edge.direction });
        near.set(edge, reached);
      }
    });
  },
};
