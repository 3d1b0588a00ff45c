import type { Builtin, BuiltinNode } from '../builtin';
import { elementOf, glassEasel, hostOf } from '../framework';

const controls = 'wx-input, wx-textarea, wx-button, wx-checkbox, wx-radio, wx-switch';

function activate(control: HTMLElement): void {
  const field = control.querySelector<HTMLElement>('input, textarea');
  if (field) field.focus();
  else {
    const element = elementOf(control);
    if (element) glassEasel.triggerEvent(element, 'tap', { x: 0, y: 0 }, {});
  }
}

function controlOf(node: BuiltinNode): HTMLElement | null {
  const id = node.text('for');
  if (id === '') return node.host.querySelector<HTMLElement>(controls);
  const target = node.component.ownerShadowRoot?.querySelector(`#${id}`);
  return (target && hostOf(target)) ?? null;
}

/** A tap on a label is a tap on its control. */
export const label: Builtin = {
  name: 'label',
  properties: { for: String },
  mount(node) {
    node.onTap((target) => {
      if (target instanceof Element && target.closest(controls)) return;
      const control = controlOf(node);
      if (control && !control.hasAttribute('disabled')) activate(control);
    });
  },
};
