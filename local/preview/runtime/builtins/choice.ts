import type { BuiltinNode } from '../builtin';

/** A checkbox or radio, as its group sees it. */
export interface Choice {
  value(): string;
  checked(): boolean;
  set(checked: boolean): void;
}

const choices = new WeakMap<Node, Choice>();
const groups = new WeakMap<Node, BuiltinNode>();

export function addChoice(node: BuiltinNode): Choice {
  const choice: Choice = {
    value: () => node.text('value'),
    checked: () => node.flag('checked'),
    set: (checked) => node.change('checked', checked),
  };
  choices.set(node.host, choice);
  return choice;
}

export function addChoiceGroup(node: BuiltinNode): void {
  groups.set(node.host, node);
}

export function groupAround(node: BuiltinNode, tag: string): BuiltinNode | undefined {
  const host = node.host.closest(tag);
  return host ? groups.get(host) : undefined;
}

export function choicesIn(group: BuiltinNode): Choice[] {
  return [...group.host.querySelectorAll('*')].flatMap((host) => choices.get(host) ?? []);
}

/** Draws the mark before the content and keeps it, `disabled` and the accessible state in step with the properties. */
export function drawMark(node: BuiltinNode, kind: 'checkbox' | 'radio'): void {
  const mark = document.createElement('i');
  mark.className = `builtin-mark builtin-mark-${kind}`;
  node.host.append(mark);
  node.host.setAttribute('role', kind);
  node.watch(['checked', 'disabled', 'color'], () => {
    node.host.toggleAttribute('checked', node.flag('checked'));
    node.host.toggleAttribute('disabled', node.flag('disabled'));
    node.host.setAttribute('aria-checked', String(node.flag('checked')));
    mark.style.setProperty('--mark-color', node.text('color'));
  });
}
