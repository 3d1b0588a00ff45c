import type { Builtin } from '../builtin';
import { refuse } from '../refuse';
import { addFormControl } from './form';

export const switchControl: Builtin = {
  name: 'switch',
  properties: {
    name: String,
    checked: Boolean,
    disabled: Boolean,
    type: { type: String, value: 'switch' },
    color: { type: String, value: '#04BE02' },
  },
  mount(node) {
    const { host } = node;
    const track = document.createElement('i');
    track.className = 'builtin-switch';
    host.append(track);
    host.setAttribute('role', 'switch');
    node.watch(['type'], () => {
      if (node.text('type') !== 'switch') refuse(`<switch type="${node.text('type')}">`, node.component);
    });
    node.watch(['checked', 'disabled', 'color'], () => {
      host.toggleAttribute('checked', node.flag('checked'));
      host.toggleAttribute('disabled', node.flag('disabled'));
      host.setAttribute('aria-checked', String(node.flag('checked')));
      track.style.setProperty('--mark-color', node.text('color'));
    });
    node.onTap(() => {
      if (node.flag('disabled')) return;
      node.change('checked', !node.flag('checked'));
      node.emit('change', { value: node.flag('checked') });
    });
    addFormControl(node, {
      name: () => node.text('name'),
      value: () => node.flag('checked'),
      reset: () => node.change('checked', false),
    });
  },
};
