import { builtinNames } from '../build/builtin-names';
import { rewriteLengths } from '../lengths';
import { glassEasel } from './framework';

/** A `style` that a template writes may use `rpx`. */
function setHostAttribute(this: HTMLElement, name: string, value: string): void {
  Element.prototype.setAttribute.call(this, name, name === 'style' ? rewriteLengths(String(value)) : value);
}

/** The framework writes an id with its owner's prefix; style sheets and stories know it without. */
const plainId: PropertyDescriptor & ThisType<HTMLElement> = {
  get() {
    return this.getAttribute('id') ?? '';
  },
  set(value: string) {
    this.setAttribute('id', value.replace(/^[0-9a-f]{8}--/, ''));
  },
};

function createElement(tag: string): HTMLElement {
  const element = document.createElement(builtinNames.has(tag) ? `wx-${tag}` : tag);
  element.setAttribute = setHostAttribute;
  Object.defineProperty(element, 'id', plainId);
  return element;
}

const longPressListeners = new WeakSet<object>();

export function listensToLongPress(node: Node | null): boolean {
  for (let at = node; at; at = at.parentNode) if (longPressListeners.has(at)) return true;
  return false;
}

type Base = InstanceType<typeof glassEasel.CurrentWindowBackendContext>;

/**
 * The document as the framework sees it. Built-ins become `wx-…` elements, every style sheet stands once, and no
 * event of the document reaches the framework by itself: `events.ts` and the built-ins send what WeChat sends.
 */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  private readonly appended = new Map<string, number>();

  constructor(private readonly styleOf: (path: string) => string) {
    super();
    this.document = {
      createElement,
      createTextNode: (content: string) => document.createTextNode(content),
      createDocumentFragment: () => document.createDocumentFragment(),
    } as unknown as Base['document'];
  }

  override onEvent(): void {}

  override setListenerStats(...[element, type]: Parameters<Base['setListenerStats']>): void {
    if (element && (type === 'longpress' || type === 'longtap')) longPressListeners.add(element);
  }

  override appendStyleSheetPath(path: string): number {
    const known = this.appended.get(path);
    if (known !== undefined) return known;
    const index = this.appended.size;
    this.appended.set(path, index);
    const css = this.styleOf(path);
    if (css !== '') {
      const style = document.createElement('style');
      style.dataset['wxss'] = path;
      style.textContent = css;
      document.head.append(style);
    }
    return index;
  }
}
