/** @jest-environment jsdom */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import path from 'node:path';
import { componentCases, type Subject } from './component-cases';
import { emittedFolder, ownComponents } from './stage';

interface Shown {
  readonly dom: HTMLElement;
  attach(parent: HTMLElement): void;
  detach(): void;
  addEventListener(event: string, listener: () => void): void;
  querySelectorAll(selector: string): Shown[];
  setData(data: Record<string, unknown>): void;
}
interface FrameworkNode {
  triggerEvent(event: string, detail: object): void;
}
/** The framework hangs its own node on the document's. */
interface Framed extends HTMLElement {
  readonly __wxElement: FrameworkNode;
}
interface Simulate {
  load(path: string, tag: string, options: object): string;
  render(id: string, properties: Record<string, unknown>): Shown;
}

let emitted: ReturnType<typeof emittedFolder>;
let simulate: Simulate;
beforeAll(() => {
  emitted = emittedFolder('simulate');
});
// A component's script registers what it defines when it is loaded, and jest loads it once: so each case begins anew.
beforeEach(() => {
  jest.resetModules();
  simulate = jest.requireActual<Simulate>('miniprogram-simulate');
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    getMenuButtonBoundingClientRect: () => ({
      left: 280,
      top: 50,
      right: 367,
      bottom: 82,
      width: 87,
      height: 32,
    }),
    getWindowInfo: () => ({ windowWidth: 375 }),
  });
});
afterAll(() => emitted.remove());

function subjectOf(shown: Shown, heard: string[]): Subject {
  const all = (selector: string) => shown.querySelectorAll(selector);
  const first = (selector: string) => {
    const [found] = all(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
  };
  const under = (tag: string) => [...shown.dom.querySelectorAll<Framed>(tag)];
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  return {
    texts: (selector) =>
      Promise.resolve(all(selector).map((node) => (node.dom.textContent ?? '').replace(/\s+/g, ' ').trim())),
    style: (selector, property) => Promise.resolve(first(selector).dom.style.getPropertyValue(property)),
    drawnBy: (tag, property) =>
      Promise.resolve(
        under(tag).map(
          (host) => host.querySelector<HTMLElement>('wx-image')?.style.getPropertyValue(property) ?? '',
        ),
      ),
    async set(properties) {
      shown.setData(properties);
      await settled();
    },
    async emit(tag, event) {
      for (const node of under(tag)) node.__wxElement.triggerEvent(event, {});
      await settled();
    },
    heard: () => Promise.resolve(heard),
  };
}

describe("in WeChat's production framework", () => {
  test.each(componentCases)('$component $says', async ({ component, properties, events, check }) => {
    const id = simulate.load(path.join(emitted.folder, 'components', component, 'index'), component, {
      compiler: 'official',
      rootPath: emitted.folder,
    });
    const shown = simulate.render(id, properties);
    const heard: string[] = [];
    for (const event of events ?? []) shown.addEventListener(event, () => heard.push(event));
    shown.attach(document.body);
    await check(subjectOf(shown, heard));
    shown.detach();
  });

  test('every own component has its case', () => {
    expect([...new Set(componentCases.map((each) => each.component))].sort()).toEqual(ownComponents());
  });
});
