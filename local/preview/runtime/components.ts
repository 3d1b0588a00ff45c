import type { BuiltComponent } from '../model';
import { recognizeFormFields } from './builtins/form';
import { afterAttached } from './ready';
import { hostOf, type Behavior, type Caller, type CodeSpace, type Component } from './framework';

type Definition = Record<string, unknown>;
type StaticConfig = Parameters<CodeSpace['addComponentStaticConfig']>[1];
type Environment = Record<'Page' | 'Component', (definition: Definition) => void>;
interface BehaviorMaker {
  definition(definition: Definition): { register(): unknown };
}

/** Behaviors that WeChat knows by name. */
const namedBehaviors: Readonly<Record<string, Definition>> = {
  'wx://form-field': { properties: { name: String, value: null } },
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  'wx://component-export': {},
};

/** What a mini program's scripts call to define pages, components and behaviors. */
export class Definitions {
  private readonly named = new Map<string, unknown>();
  private evaluating: string | undefined;

  constructor(
    private readonly codeSpace: CodeSpace,
    private readonly components: ReadonlyMap<string, BuiltComponent>,
  ) {
    const space = codeSpace.getComponentSpace();
    codeSpace.setOverallBehavior(
      space.defineBehavior({
        lifetimes: {
          created(this: unknown) {
            const component = (this as Caller)._$;
            hostOf(component)?.setAttribute('wx-is', component.is);
          },
          attached(this: unknown) {
            afterAttached((this as Caller)._$);
          },
        },
      }),
    );
    const formField = this.behavior('wx://form-field') as { _$: Behavior };
    recognizeFormFields((component: Component) => component.hasBehavior(formField._$));
  }

  /** Evaluates the script of a page or component: what it defines is defined under that path. */
  evaluate(path: string, run: () => void): void {
    const before = this.evaluating;
    this.evaluating = path;
    try {
      run();
    } finally {
      this.evaluating = before;
    }
  }

  readonly Page = (definition: Definition): void => this.define('Page', definition);

  readonly Component = (definition: Definition): void => this.define('Component', definition);

  readonly Behavior = (definition: Definition): unknown => this.behavior(definition);

  private define(kind: 'Page' | 'Component', definition: Definition): void {
    const path = this.evaluating;
    if (path === undefined) throw new Error(`[preview] ${kind}() was called after its script had run`);
    const built = this.components.get(path);
    if (!built)
      throw new Error(`[preview] ${kind}() was called in ${path}, which is neither page nor component`);
    const options = (definition['options'] ?? {}) as { addGlobalClass?: boolean; styleIsolation?: string };
    const config = this.codeSpace.getComponentStaticConfig(path);
    const { addGlobalClass, styleIsolation } = { ...options, ...built.config };
    this.codeSpace.addComponentStaticConfig(path, {
      ...config,
      ...(addGlobalClass === undefined ? {} : { addGlobalClass }),
      ...(styleIsolation === undefined ? {} : { styleIsolation }),
    } as StaticConfig);
    const resolved = this.withBehaviors(definition);
    this.codeSpace.componentEnv(path, (environment) =>
      (environment as unknown as Environment)[kind](resolved),
    );
  }

  private behavior(source: string | Definition): unknown {
    const maker = this.codeSpace.behavior() as unknown as BehaviorMaker;
    if (typeof source !== 'string') return maker.definition(this.withBehaviors(source)).register();
    const known = this.named.get(source);
    if (known !== undefined) return known;
    const definition = namedBehaviors[source];
    if (!definition) throw new Error(`[preview] the behavior ${source} is not in the preview`);
    const made = maker.definition(definition).register();
    this.named.set(source, made);
    return made;
  }

  private withBehaviors(definition: Definition): Definition {
    const used = definition['behaviors'];
    if (!Array.isArray(used)) return definition;
    const behaviors = used.map((each: unknown) => (typeof each === 'string' ? this.behavior(each) : each));
    return { ...definition, behaviors };
  }
}
