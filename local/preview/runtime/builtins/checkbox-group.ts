import type { Builtin, BuiltinNode } from '../builtin';
import { addChoiceGroup, choicesIn, groupAround } from './choice';
import { addFormControl } from './form';

function valueOf(group: BuiltinNode): string[] {
  return choicesIn(group)
    .filter((choice) => choice.checked())
    .map((choice) => choice.value());
}

export function tellCheckboxGroup(node: BuiltinNode): void {
  const group = groupAround(node, 'wx-checkbox-group');
  group?.emit('change', { value: valueOf(group) });
}

export const checkboxGroup: Builtin = {
  name: 'checkbox-group',
  properties: { name: String },
  mount(node) {
    addChoiceGroup(node);
    addFormControl(node, {
      name: () => node.text('name'),
      value: () => valueOf(node),
      reset: () => choicesIn(node).forEach((choice) => choice.set(false)),
    });
  },
};
