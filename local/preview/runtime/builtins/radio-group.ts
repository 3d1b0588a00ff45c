import type { Builtin } from '../builtin';
import { addChoiceGroup, choicesIn } from './choice';
import { addFormControl } from './form';

export const radioGroup: Builtin = {
  name: 'radio-group',
  properties: { name: String },
  mount(node) {
    addChoiceGroup(node);
    addFormControl(node, {
      name: () => node.text('name'),
      value: () =>
        choicesIn(node)
          .find((choice) => choice.checked())
          ?.value() ?? '',
      reset: () => choicesIn(node).forEach((choice) => choice.set(false)),
    });
  },
};
