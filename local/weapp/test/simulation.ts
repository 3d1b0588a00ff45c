import { jest } from '@jest/globals';

/** A component or page that the framework shows. */
export interface Shown {
  readonly dom: HTMLElement;
  readonly instance: Record<string, unknown>;
  attach(parent: HTMLElement): void;
  detach(): void;
  addEventListener(event: string, listener: () => void): void;
  querySelectorAll(selector: string): Shown[];
  setData(data: Record<string, unknown>): void;
  triggerPageLifeTime(name: 'show' | 'hide'): void;
}

interface Simulate {
  load: (path: string, tag: string, options: object) => string;
  render: (id: string, properties?: Record<string, unknown>) => Shown;
}

export type Definition = Readonly<Record<string, unknown>>;
type Define = (definition: Definition) => void;

/** What Vant and the pages need of the phone, as the simulation answers it. */
const lent = [
  ...['nextTick', 'createSelectorQuery', 'createAnimation', 'onThemeChange', 'offThemeChange'],
  ...['getSystemInfoSync', 'getAppBaseInfo', 'getDeviceInfo'],
];

const phone: Definition = {
  getMenuButtonBoundingClientRect: () => ({
    left: 280,
    top: 50,
    right: 367,
    bottom: 82,
    width: 87,
    height: 32,
  }),
  getWindowInfo: () => ({ windowWidth: 375, pixelRatio: 3 }),
};

/** What Vant and promises look for before they choose another way. */
const probed = new Set(['getUserProfile', 'then']);

/**
 * One page or component in WeChat's production framework, begun anew: scripts register what they define when they are
 * loaded, and jest loads each once. Gives the function that shows it.
 * @param wx What answers beside the phone; everything else throws, and its name is added to `refused`.
 */
export function simulate(
  folder: string,
  path: string,
  wx: Definition,
  refused: string[],
): (properties?: Record<string, unknown>) => Shown {
  jest.resetModules();
  const globals = globalThis as unknown as { wx?: Definition; Component: Define };
  delete globals.wx;
  const { load, render } = jest.requireActual<Simulate>('miniprogram-simulate');
  const { Component, wx: friendly } = globals;
  const own = Object.fromEntries(lent.map((name) => [name, friendly?.[name]]));
  Object.assign(globalThis, {
    wx: strict({ ...own, ...phone, ...wx }, refused),
    Component: (definition: Definition) => Component(withGroupSetData(definition)),
    Page: (definition: Definition) => Component(withGroupSetData(asComponent(definition))),
  });
  const id = load(`${folder}/${path}`, path.split('/').at(-2) ?? '', {
    compiler: 'official',
    rootPath: folder,
  });
  return (properties) => render(id, properties);
}

/** The simulation has a friendly answer to every call of `wx`: a test must not. */
function strict(answers: Definition, refused: string[]): Definition {
  const known: Definition = { ...answers, canIUse: (name: string) => name in answers };
  return new Proxy(known, {
    get(target, property) {
      if (typeof property === 'symbol' || property in target || probed.has(property))
        return Reflect.get(target, property) as unknown;
      return () => {
        refused.push(`wx.${property}`);
        throw new Error(`wx.${property} has no answer in this test`);
      };
    },
  });
}

/** The simulation lacks it, and Vant's tabs need it. */
function withGroupSetData(definition: Definition): Definition {
  const groupSetData = (run: () => void) => run();
  return { ...definition, methods: { groupSetData, ...(definition['methods'] as object | undefined) } };
}

/** The simulation knows components only: a page is one with its functions as methods and its other fields as its own. */
function asComponent({ data, behaviors, options, ...rest }: Definition): Definition {
  const entries = Object.entries(rest);
  const methods = Object.fromEntries(entries.filter(([, value]) => typeof value === 'function'));
  const fields = JSON.stringify(
    Object.fromEntries(entries.filter(([, value]) => typeof value !== 'function')),
  );
  const lifetimes = {
    created(this: object) {
      Object.assign(this, JSON.parse(fields));
    },
  };
  return { data, behaviors, options, methods, lifetimes };
}
