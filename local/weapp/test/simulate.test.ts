/** @jest-environment jsdom */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { componentCases, type Subject } from './component-cases';
import { simulate, type Shown } from './simulation';
import { emittedFolder, ownComponents } from './stage';

interface FrameworkNode {
  triggerEvent(event: string, detail: object): void;
}
/** The framework hangs its own node on the document's. */
interface Framed extends HTMLElement {
  readonly __wxElement: FrameworkNode;
}

let emitted: ReturnType<typeof emittedFolder>;
beforeAll(() => {
  emitted = emittedFolder('simulate');
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
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const refused: string[] = [];
    const shown = simulate(emitted.folder, `components/${component}/index`, {}, refused)(properties);
    const heard: string[] = [];
    for (const event of events ?? []) shown.addEventListener(event, () => heard.push(event));
    shown.attach(document.body);
    await check(subjectOf(shown, heard));
    shown.detach();
    const said = complaints.mock.calls.flat().map(String);
    complaints.mockRestore();
    expect([...refused, ...said]).toEqual([]);
  });

  test('every own component has its case', () => {
    const checked = new Set(componentCases.map(({ component }) => `components/${component}/index`));
    expect([...checked].sort()).toEqual(ownComponents());
  });
});
