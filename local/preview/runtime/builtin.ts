import { applyAnimation, type AnimationData } from './animation';
import { glassEasel, hostOf, targetOf, type CodeSpace, type Component } from './framework';

/** The style segment for what a built-in sets itself: the template's own `style` stays beside it. */
const ownSegment = 3;
const animationSegment = 2;

type PropertyType =
  StringConstructor | NumberConstructor | BooleanConstructor | ArrayConstructor | ObjectConstructor | null;
export type Properties = Record<string, PropertyType | { type: PropertyType; value?: unknown }>;

export interface EmitOptions {
  bubbles?: boolean;
  /** Called with what each handler returns. */
  returned?: (value: unknown) => void;
}

/** One built-in in the document, as its definition sees it. */
export interface BuiltinNode {
  readonly host: HTMLElement;
  readonly component: Component;
  text(property: string): string;
  flag(property: string): boolean;
  number(property: string): number;
  value(property: string): unknown;
  /** Changes a property from inside; a `model:` binding follows. */
  change(property: string, value: unknown): void;
  /** Runs `update` now and whenever one of the properties was set. */
  watch(properties: readonly string[], update: () => void): void;
  onAttached(run: () => void): void;
  onDetached(run: () => void): void;
  onTap(run: (target: Node | undefined) => void): void;
  emit(type: string, detail: unknown, options?: EmitOptions): void;
  setStyle(style: string): void;
}

export interface Builtin {
  name: string;
  properties: Properties;
  /** Wraps the children in an element of its own, so that it can be moved. */
  wrapped?: boolean;
  mount(node: BuiltinNode): void;
}

interface Live {
  watchers: Map<string, Set<() => void>>;
  attached: (() => void)[];
  detached: (() => void)[];
}

const commonProperties: Properties = {
  hidden: Boolean,
  animation: Object,
  ariaLabel: String,
  ariaRole: String,
  // Words, so that "false" is not something and therefore true.
  ariaHidden: String,
  ariaDisabled: String,
  ariaSelected: String,
  ariaChecked: String,
};

const reflected: Readonly<Record<string, string>> = {
  hidden: 'hidden',
  ariaLabel: 'aria-label',
  ariaRole: 'role',
  ariaHidden: 'aria-hidden',
  ariaDisabled: 'aria-disabled',
  ariaSelected: 'aria-selected',
  ariaChecked: 'aria-checked',
};

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Shows a property as an attribute of the host, for style sheets and for assistive technology. */
export function reflect(node: BuiltinNode, property: string, attribute = property): void {
  node.watch([property], () => {
    const value = node.value(property);
    if (value === undefined || value === null || value === false || value === '')
      node.host.removeAttribute(attribute);
    else if (value === true) node.host.setAttribute(attribute, attribute.startsWith('aria-') ? 'true' : '');
    else node.host.setAttribute(attribute, textOf(value));
  });
}

const wrappedTemplate = {
  content: () => () => ({
    C: (_creation: boolean, _text: unknown, element: (...parts: unknown[]) => void) => {
      const children = (...parts: unknown[]) => (parts[5] as (name: string) => void)('');
      element('div', {}, () => undefined, children);
    },
    B: {},
  }),
} as unknown as glassEasel.template.ComponentTemplate;

export function defineBuiltin(codeSpace: CodeSpace, builtin: Builtin): void {
  const space = codeSpace.getComponentSpace();
  const live = new WeakMap<object, Live>();
  const properties: Properties = { ...commonProperties, ...builtin.properties };
  const observers: Record<string, (this: Component) => void> = {};
  for (const property of Object.keys(properties)) {
    observers[property] = function () {
      for (const update of live.get(this)?.watchers.get(property) ?? []) update();
    };
  }
  const definition = space.defineComponent({
    is: `wx-${builtin.name}`,
    properties: properties as Record<string, never>,
    observers: observers,
    ...(builtin.wrapped ? { template: wrappedTemplate } : {}),
    lifetimes: {
      created(this: Component) {
        const state: Live = { watchers: new Map(), attached: [], detached: [] };
        live.set(this, state);
        const node = createNode(this, state);
        for (const [property, attribute] of Object.entries(reflected)) reflect(node, property, attribute);
        node.watch(['animation'], () => {
          applyAnimation(node.value('animation') as AnimationData | null, (style) =>
            this.setNodeStyle(style, animationSegment),
          );
        });
        builtin.mount(node);
      },
      attached(this: Component) {
        for (const run of live.get(this)?.attached ?? []) run();
      },
      detached(this: Component) {
        for (const run of live.get(this)?.detached ?? []) run();
      },
    },
  });
  space.setGlobalUsingComponent(builtin.name, definition.general());
}

function createNode(component: Component, state: Live): BuiltinNode {
  const host = hostOf(component);
  if (!host) throw new Error('a built-in has no element of its own');
  const value = (property: string): unknown => component.data[property];
  return {
    host,
    component,
    value,
    text: (property) => textOf(value(property)),
    flag: (property) => Boolean(value(property)),
    number: (property) => Number(value(property)),
    change(property, next) {
      component.replaceDataOnPath([property], next);
      component.applyDataUpdates();
    },
    watch(names, update) {
      for (const name of names) {
        const updates = state.watchers.get(name) ?? new Set();
        state.watchers.set(name, updates.add(update));
      }
      update();
    },
    onAttached: (run) => state.attached.push(run),
    onDetached: (run) => state.detached.push(run),
    onTap: (run) => component.addListener('tap', (event) => run(hostOf(targetOf(event)))),
    emit(type, detail, options = {}) {
      const bubbles = options.bubbles ?? false;
      const returned = options.returned;
      glassEasel.triggerEvent(component, type, detail, {
        bubbles,
        composed: bubbles,
        ...(returned ? { handleListenerReturn: (result: unknown) => returned(result) } : {}),
      });
    },
    setStyle: (style) => component.setNodeStyle(style, ownSegment),
  };
}
