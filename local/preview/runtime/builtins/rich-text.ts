import type { Builtin } from '../builtin';

interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  attrs?: Record<string, unknown>;
  children?: RichNode[];
  text?: string;
}

const allowedTags = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em ' +
    'fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section ' +
    'small span strong sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
);
const allowedAttributes = new Set([
  'style',
  'class',
  'alt',
  'height',
  'width',
  'src',
  'colspan',
  'rowspan',
  'span',
  'start',
  'type',
  'align',
  'color',
]);
const safeSource = /^(https?:|data:image\/|\/(?!\/))/i;

function copyAttribute(element: HTMLElement, name: string, value: string): void {
  if (!allowedAttributes.has(name)) return;
  if (name === 'src' && !safeSource.test(value)) return;
  element.setAttribute(name, value);
}

/** Copies what WeChat's rich text trusts; a tag that it does not trust goes with everything inside it. */
function sanitized(from: Node): Node[] {
  if (from.nodeType === Node.TEXT_NODE) return [document.createTextNode(from.textContent ?? '')];
  if (!(from instanceof HTMLElement)) return [];
  const name = from.tagName.toLowerCase();
  if (!allowedTags.has(name)) return [];
  const element = document.createElement(name);
  for (const attribute of from.attributes) copyAttribute(element, attribute.name, attribute.value);
  element.append(...[...from.childNodes].flatMap(sanitized));
  return [element];
}

const entities = document.createElement('textarea');

function built(node: RichNode): Node[] {
  if (node.type === 'text' || node.name === undefined) {
    entities.innerHTML = String(node.text ?? '').replace(/</g, '&lt;');
    return [document.createTextNode(entities.value)];
  }
  const name = node.name.toLowerCase();
  if (!allowedTags.has(name)) return [];
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(node.attrs ?? {}))
    copyAttribute(element, attribute, String(value));
  element.append(...(node.children ?? []).flatMap(built));
  return [element];
}

export const richText: Builtin = {
  name: 'rich-text',
  properties: { nodes: { type: null }, space: String, userSelect: Boolean },
  mount(node) {
    node.watch(['nodes'], () => {
      const nodes = node.value('nodes');
      if (Array.isArray(nodes)) return node.host.replaceChildren(...(nodes as RichNode[]).flatMap(built));
      const parsed = new DOMParser().parseFromString(typeof nodes === 'string' ? nodes : '', 'text/html');
      node.host.replaceChildren(...[...parsed.body.childNodes].flatMap(sanitized));
    });
  },
};
