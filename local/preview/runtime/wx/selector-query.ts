import { queriedNode } from '../nodes';
import {
  callerOf,
  glassEasel,
  hostOf,
  type Caller,
  type Component,
  type FrameworkElement,
} from '../framework';
import { refuse } from '../refuse';

export interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  node?: boolean;
  context?: boolean;
}

type Result = Record<string, unknown> | null;
type Listener = (result: Result | Result[]) => void;
interface Request {
  scope: Component | undefined;
  /** `null` asks for the page's view. */
  selector: string | null;
  all: boolean;
  fields: Fields;
  listener: Listener | undefined;
}

/** A rectangle as the page sees it: from the corner of the page's view. */
export function rectIn(host: Element): {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
} {
  const { left, top, width, height } = host.getBoundingClientRect();
  const view = host.closest('.page-view')?.getBoundingClientRect();
  const x = left - (view?.left ?? 0);
  const y = top - (view?.top ?? 0);
  return { left: x, top: y, right: x + width, bottom: y + height, width, height };
}

function measure(element: FrameworkElement, fields: Fields): Result {
  const host = hostOf(element);
  const result: Record<string, unknown> = {};
  if (fields.id) result['id'] = element.id;
  if (fields.dataset) result['dataset'] = element.dataset ?? {};
  if (fields.mark) result['mark'] = element.collectMarks();
  if (host) addLengths(result, host, fields);
  if (fields.properties && glassEasel.Component.isComponent(element)) {
    for (const property of fields.properties)
      result[property] = (element.data as Record<string, unknown>)[property];
  }
  if (host && fields.computedStyle) {
    const style = getComputedStyle(host);
    for (const property of fields.computedStyle) {
      result[property] = style.getPropertyValue(
        property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      );
    }
  }
  if (host && fields.node) result['node'] = queriedPart(host, 'node');
  if (host && fields.context) result['context'] = queriedPart(host, 'context');
  return result;
}

function queriedPart(host: HTMLElement, part: 'node' | 'context'): unknown {
  const give = queriedNode(host)?.[part];
  return give ? give() : refuse(`the ${part} of <${host.localName.replace(/^wx-/, '')}>`);
}

function addLengths(result: Record<string, unknown>, host: Element, fields: Fields): void {
  const { left, top, right, bottom, width, height } = rectIn(host);
  if (fields.rect) Object.assign(result, { left, top, right, bottom });
  if (fields.size) Object.assign(result, { width, height });
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = host;
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
}

function measureView(scope: Component, fields: Fields): Result {
  const scroller = hostOf(scope)?.closest('.page-scroller');
  if (!scroller) return null;
  const result: Record<string, unknown> = {};
  if (fields.id) result['id'] = '';
  if (fields.dataset) result['dataset'] = {};
  addLengths(result, scroller, fields);
  return result;
}

class NodesReference {
  constructor(
    private readonly query: SelectorQuery,
    private readonly add: (fields: Fields, listener?: Listener) => void,
  ) {}

  boundingClientRect(listener?: Listener): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, listener);
  }

  scrollOffset(listener?: Listener): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, listener);
  }

  context(listener?: Listener): SelectorQuery {
    return this.fields({ context: true }, listener);
  }

  node(listener?: Listener): SelectorQuery {
    return this.fields({ node: true }, listener);
  }

  fields(fields: Fields, listener?: Listener): SelectorQuery {
    this.add(fields, listener);
    return this.query;
  }
}

export class SelectorQuery {
  private readonly requests: Request[] = [];

  constructor(private scope: Component | undefined) {}

  in(caller: Caller): this {
    this.scope = caller._$;
    return this;
  }

  select(selector: string): NodesReference {
    return this.reference(selector, false);
  }

  selectAll(selector: string): NodesReference {
    return this.reference(selector, true);
  }

  selectViewport(): NodesReference {
    return this.reference(null, false);
  }

  /** Answers later, after what is being laid out now. */
  exec(callback?: (results: (Result | Result[])[]) => void): this {
    setTimeout(() => {
      const results = this.requests.map((request) => {
        const result = answerOf(request);
        request.listener?.(result);
        return result;
      });
      callback?.(results);
    });
    return this;
  }

  private reference(selector: string | null, all: boolean): NodesReference {
    const { scope } = this;
    return new NodesReference(this, (fields, listener) => {
      this.requests.push({ scope, selector, all, fields, listener });
    });
  }
}

function answerOf({ scope, selector, all, fields }: Request): Result | Result[] {
  if (!scope) return all ? [] : null;
  if (selector === null) return measureView(scope, fields);
  const root = scope.getShadowRoot();
  if (all) return (root?.querySelectorAll(selector) ?? []).map((element) => measure(element, fields));
  const element = root?.querySelector(selector);
  return element ? measure(element, fields) : null;
}

export function topOf(component: Component): Component {
  let at = component;
  while (at.ownerShadowRoot) at = at.ownerShadowRoot.getHostNode();
  return at;
}

export function pageOf(component: Component): Caller {
  return callerOf(topOf(component));
}
