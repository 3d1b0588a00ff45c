import type { Builtin } from '../builtin';
import { tellCheckboxGroup } from './checkbox-group';
import { addChoice, drawMark } from './choice';

export const checkbox: Builtin = {
  name: 'checkbox',
  properties: {
    value: String,
    checked: Boolean,
    disabled: Boolean,
    color: { type: String, value: '#09BB07' },
  },
  mount(node) {
    const choice = addChoice(node);
    drawMark(node, 'checkbox');
    node.onTap(() => {
      if (node.flag('disabled')) return;
      choice.set(!choice.checked());
      tellCheckboxGroup(node);
    });
  },
};
