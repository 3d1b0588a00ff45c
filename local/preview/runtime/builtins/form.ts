import type { Builtin, BuiltinNode } from '../builtin';
import { componentOf, type Component } from '../framework';

/** A control that a form collects by its name. */
export interface FormControl {
  name(): string;
  value(): unknown;
  reset(): void;
}

const controls = new WeakMap<Node, FormControl>();
const forms = new WeakMap<Node, BuiltinNode>();
let isFormField: (component: Component) => boolean = () => false;

export function addFormControl(node: BuiltinNode, control: FormControl): void {
  controls.set(node.host, control);
}

/** Custom components take part with the behavior `wx://form-field`. */
export function recognizeFormFields(test: (component: Component) => boolean): void {
  isFormField = test;
}

export const form: Builtin = {
  name: 'form',
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
  mount(node) {
    forms.set(node.host, node);
  },
};

function formAround(node: BuiltinNode): BuiltinNode | undefined {
  const host = node.host.closest('wx-form');
  return host ? forms.get(host) : undefined;
}

export function submitForm(submitter: BuiltinNode): void {
  const around = formAround(submitter);
  if (!around) return;
  const value: Record<string, unknown> = {};
  for (const host of around.host.querySelectorAll('*')) {
    const control = controls.get(host);
    if (control) {
      if (control.name() !== '') value[control.name()] = control.value();
      continue;
    }
    const component = componentOf(host);
    if (!component || !isFormField(component)) continue;
    const name: unknown = component.data['name'];
    if (typeof name === 'string' && name !== '') value[name] = component.data['value'];
  }
  around.emit('submit', {
    value,
    target: { id: submitter.component.id, dataset: submitter.component.dataset },
  });
}

export function resetForm(submitter: BuiltinNode): void {
  const around = formAround(submitter);
  if (!around) return;
  for (const host of around.host.querySelectorAll('*')) controls.get(host)?.reset();
  around.emit('reset', {});
}
