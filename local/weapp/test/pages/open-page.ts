import type { Shown } from '../simulation';
import { settled } from './cloud';

/** An open page, as the person with the phone knows it. */
export interface OpenPage {
  readonly instance: Shown['instance'];
  /** All words that stand on it. */
  text(): string;
  /** Whether there is something that bears just these words. */
  offers(words: string | RegExp): boolean;
  /** Taps it; more often, the same place again, whatever is there by then. */
  tap(words: string | RegExp, times?: number): Promise<void>;
  /** Writes into its one field. */
  write(words: string): Promise<void>;
  pullDown(): Promise<void>;
  reachBottom(): Promise<void>;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** Leaves it for good. */
  close(): Promise<void>;
}

/** What slides in is not there at once. */
const patienceMs = 500;

/** The framework hangs its own node on the document's. */
interface Framed extends HTMLElement {
  readonly __wxElement: { triggerEvent(event: string, detail: object): void };
}

const wordsOf = (node: Node): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Attached, `onLoad`, `onShow`, `onReady`. */
export async function openPage(shown: Shown, query: Record<string, string>): Promise<OpenPage> {
  const { dom, instance } = shown;
  const call = async (name: string, ...args: unknown[]) => {
    const method = instance[name];
    if (typeof method === 'function') (method as (...values: unknown[]) => void).apply(instance, args);
    await settled();
  };
  const lifetime = (name: 'show' | 'hide', own: string) => {
    shown.triggerPageLifeTime(name);
    return call(own);
  };
  const find = (words: string | RegExp) =>
    [...dom.querySelectorAll('*')]
      .filter((node) => (typeof words === 'string' ? wordsOf(node) === words : words.test(wordsOf(node))))
      .at(-1);
  let closed = false;
  const page: OpenPage = {
    instance,
    text: () => wordsOf(dom),
    offers: (words) => find(words) !== undefined,
    async tap(words, times = 1) {
      const givenUpMs = Date.now() + patienceMs;
      let target = find(words);
      while (!target && Date.now() < givenUpMs) {
        await settled();
        target = find(words);
      }
      if (!target) throw new Error(`there is no "${String(words)}" in: ${wordsOf(dom)}`);
      const around = placesAround(target);
      for (let tapped = 0; tapped < times; tapped += 1) {
        target = around.find((place) => place.isConnected) ?? dom;
        touch(target, 'touchstart');
        touch(target, 'touchend');
        if (tapped > 0) tapOnItsWay(around);
        await settled();
      }
    },
    async write(words) {
      const [field, another] = dom.querySelectorAll<Framed>('wx-input, wx-textarea');
      if (!field || another) throw new Error('there is not just one field');
      field.__wxElement.triggerEvent('input', { value: words });
      await settled();
    },
    pullDown: () => call('onPullDownRefresh'),
    reachBottom: () => call('onReachBottom'),
    leave: () => lifetime('hide', 'onHide'),
    comeBack: () => lifetime('show', 'onShow'),
    async close() {
      if (closed) return;
      closed = true;
      await call('onUnload');
      shown.detach();
    },
  };
  shown.attach(document.body);
  await call('onLoad', query);
  await page.comeBack();
  await call('onReady');
  return page;
}

/**
 * On a phone the view runs beside the logic: when a button turns to loading, another tap may be on its way already. Here
 * it turns at once and takes none, so that one is told for it.
 */
function tapOnItsWay(around: readonly Element[]): void {
  const button = around.find((place) => place.localName === 'van-button') as Framed | undefined;
  button?.__wxElement.triggerEvent('click', {});
}

function placesAround(inner: Element): Element[] {
  const places: Element[] = [];
  for (let at: Element | null = inner; at; at = at.parentElement) places.push(at);
  return places;
}

/** A finger, from which the framework makes its tap. */
function touch(target: Element, type: 'touchstart' | 'touchend'): void {
  const point = { identifier: 0, pageX: 1, pageY: 1, clientX: 1, clientY: 1 };
  const event = new Event(type, { bubbles: true, cancelable: true });
  const touches = type === 'touchstart' ? [point] : [];
  target.dispatchEvent(Object.assign(event, { touches, changedTouches: [point] }));
}
