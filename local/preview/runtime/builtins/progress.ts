import type { Builtin } from '../builtin';
import { make } from '../dom';

function withUnit(value: unknown): string {
  return typeof value === 'number' ? `${value}px` : String(value);
}

export const progress: Builtin = {
  name: 'progress',
  properties: {
    percent: { type: Number, value: 0 },
    showInfo: Boolean,
    borderRadius: { type: null, value: 0 },
    fontSize: { type: null, value: 16 },
    strokeWidth: { type: null, value: 6 },
    color: { type: String, value: '#09BB07' },
    activeColor: String,
    backgroundColor: { type: String, value: '#EBEBEB' },
    active: Boolean,
    activeMode: { type: String, value: 'backwards' },
    duration: { type: Number, value: 30 },
  },
  mount(node) {
    const done = make('i', 'builtin-progress-done');
    const track = make('div', 'builtin-progress-track', done);
    const info = make('span', 'builtin-progress-info');
    node.host.append(track, info);
    node.host.setAttribute('role', 'progressbar');
    let before = 0;
    node.watch(['percent', 'active', 'showInfo'], () => {
      const percent = Math.min(Math.max(node.number('percent'), 0), 100);
      // `duration` is the time for each per cent that is drawn; "backwards" starts again from nothing.
      const from = node.text('activeMode') === 'backwards' ? 0 : before;
      const duration = node.flag('active') ? Math.abs(percent - from) * node.number('duration') : 0;
      done.getAnimations().forEach((animation) => animation.cancel());
      done.style.width = `${percent}%`;
      if (duration > 0) {
        const drawn = done.animate([{ width: `${from}%` }, { width: `${percent}%` }], duration);
        drawn.onfinish = () => node.emit('activeend', { curPercent: percent });
      }
      before = percent;
      info.hidden = !node.flag('showInfo');
      info.textContent = `${percent}%`;
      node.host.setAttribute('aria-valuenow', String(percent));
    });
    const look = ['borderRadius', 'fontSize', 'strokeWidth', 'color', 'activeColor', 'backgroundColor'];
    node.watch(look, () => {
      track.style.height = withUnit(node.value('strokeWidth'));
      track.style.borderRadius = withUnit(node.value('borderRadius'));
      track.style.background = node.text('backgroundColor');
      done.style.background = node.text('activeColor') || node.text('color');
      info.style.fontSize = withUnit(node.value('fontSize'));
    });
  },
};
