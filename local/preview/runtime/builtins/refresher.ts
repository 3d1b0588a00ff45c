import type { BuiltinNode, Properties } from '../builtin';
import { make } from '../dom';
import { followDrag } from '../gesture';
import { refuse } from '../refuse';

export const refresherProperties: Properties = {
  refresherEnabled: Boolean,
  refresherThreshold: { type: Number, value: 45 },
  refresherDefaultStyle: { type: String, value: 'black' },
  refresherBackground: { type: String, value: '#FFF' },
  refresherTriggered: Boolean,
};

const resistance = 0.5;
const styles = new Set(['black', 'white', 'none']);

/** Pull-down refresh of a scroll-view with the three dots; the page ends it through `refresher-triggered`. */
export function mountRefresher(node: BuiltinNode): void {
  const { host } = node;
  const indicator = make('div', 'builtin-refresher', make('i', ''), make('i', ''), make('i', ''));
  host.append(indicator);
  let pulled = 0;
  let running = false;

  function shift(height: number, smooth: boolean): void {
    pulled = height;
    indicator.toggleAttribute('running', running);
    indicator.style.transition = smooth ? 'height .2s' : '';
    indicator.style.height = `${height}px`;
  }

  function start(): void {
    running = true;
    shift(node.number('refresherThreshold'), true);
    if (!node.flag('refresherTriggered')) node.change('refresherTriggered', true);
    node.emit('refresherrefresh', { dy: pulled });
  }

  node.watch(['refresherEnabled', 'refresherDefaultStyle', 'refresherBackground'], () => {
    const style = node.text('refresherDefaultStyle');
    if (!styles.has(style)) refuse(`<scroll-view refresher-default-style="${style}">`, node.component);
    indicator.hidden = !node.flag('refresherEnabled');
    indicator.dataset['style'] = style;
    indicator.style.background = node.text('refresherBackground');
  });
  node.watch(['refresherTriggered'], () => {
    const asked = node.flag('refresherTriggered') && node.flag('refresherEnabled');
    if (asked === running) return;
    if (asked) return start();
    running = false;
    shift(0, true);
    node.emit('refresherrestore', { dy: 0 });
  });
  followDrag(host, {
    start: () => node.flag('refresherEnabled') && !running && host.scrollTop <= 0,
    move(dx, dy) {
      if (running || dy <= 0 || Math.abs(dx) > dy || host.scrollTop > 0) return false;
      shift(dy * resistance, false);
      node.emit('refresherpulling', { dy: pulled });
      return true;
    },
    end() {
      if (running || pulled === 0) return;
      if (pulled >= node.number('refresherThreshold')) return start();
      shift(0, true);
      node.emit('refresherabort', { dy: 0 });
    },
  });
}
