import { glassEasel, MiniProgramEnv, component as adapterComponent } from 'glass-easel-miniprogram-adapter';

export { glassEasel, MiniProgramEnv };
export type CodeSpace = ReturnType<MiniProgramEnv['createCodeSpace']>;
export type AssociatedBackend = ReturnType<MiniProgramEnv['associateBackend']>;
export type Root = ReturnType<AssociatedBackend['createRoot']>;
export type Behavior = glassEasel.GeneralBehavior;
export type Component = glassEasel.GeneralComponent;
export type FrameworkElement = glassEasel.Element;

/** A page or component as its own code sees it. */
export interface Caller {
  readonly is: string;
  readonly id: string;
  readonly dataset: Record<string, unknown>;
  readonly data: Record<string, unknown>;
  readonly _$: Component;
  setData(data: Record<string, unknown>, callback?: () => void): void;
  [field: string]: unknown;
}

/** What the adapter gives every page and component as prototype: the place for what it leaves out. */
export const callerPrototype = adapterComponent.ComponentCaller.prototype as unknown as Record<
  string,
  unknown
>;

interface Associated {
  __wxElement?: FrameworkElement;
}

/** The framework's element for a node of the document or for the nearest one above it. */
export function elementOf(node: Node | null | undefined): FrameworkElement | undefined {
  for (let at = node; at; at = at.parentNode) {
    const element = (at as Associated).__wxElement;
    if (element) return element;
  }
  return undefined;
}

export function hostOf(element: FrameworkElement): HTMLElement | undefined {
  return (element.getBackendElement() ?? undefined) as unknown as HTMLElement | undefined;
}

/** The element that an event comes from: of a page or component, the framework names what its own code sees. */
export function targetOf({ target }: { readonly target: unknown }): FrameworkElement {
  return (target as Partial<Caller>)._$ ?? (target as FrameworkElement);
}

export function componentOf(node: Node): Component | undefined {
  const element = (node as Associated).__wxElement;
  return element && glassEasel.Component.isComponent(element) ? element : undefined;
}

export function callerOf(component: Component): Caller {
  return component.getMethodCaller() as unknown as Caller;
}

/** The class names under which `name`, written in the owner's WXML, stands in the document. */
export function scopedClasses(element: FrameworkElement, name: string): string[] {
  const owner = element.ownerShadowRoot?.getHostNode();
  if (!owner) return name.split(/\s+/).filter(Boolean);
  const { styleScope, extraStyleScope } = owner.getComponentOptions();
  const manager = owner.getRootBehavior().ownerSpace.styleScopeManager;
  const scopes = new Set([styleScope ?? 0, extraStyleScope ?? styleScope ?? 0]);
  return name
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((single) =>
      [...scopes].map((scope) => {
        const prefix = manager.queryName(scope);
        return prefix ? `${prefix}--${single}` : single;
      }),
    );
}
