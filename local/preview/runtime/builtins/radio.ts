import type { Builtin } from '../builtin';
import { addChoice, choicesIn, drawMark, groupAround } from './choice';

export const radio: Builtin = {
  name: 'radio',
  properties: {
    value: String,
    checked: Boolean,
    disabled: Boolean,
    color: { type: String, value: '#09BB07' },
  },
  mount(node) {
    const choice = addChoice(node);
    drawMark(node, 'radio');
    const group = () => groupAround(node, 'wx-radio-group');
    node.watch(['checked'], () => {
      const around = group();
      if (!around || !choice.checked()) return;
      for (const other of choicesIn(around)) if (other !== choice && other.checked()) other.set(false);
    });
    node.onTap(() => {
      if (node.flag('disabled') || choice.checked()) return;
      choice.set(true);
      group()?.emit('change', { value: choice.value() });
    });
  },
};
