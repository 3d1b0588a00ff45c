import { hostOf, type Component } from '../framework';

interface Margins {
  left?: number;
  top?: number;
  right?: number;
  bottom?: number;
}

export interface IntersectionOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
}

function rectangle(rect: DOMRectReadOnly | null, origin: DOMRectReadOnly | undefined) {
  const left = (rect?.left ?? 0) - (origin?.left ?? 0);
  const top = (rect?.top ?? 0) - (origin?.top ?? 0);
  const { width = 0, height = 0 } = rect ?? {};
  return { left, top, right: left + width, bottom: top + height, width, height };
}

/** Watches how much of an element is to be seen in another or in the page's view. */
export class PageIntersectionObserver {
  private readonly observers: IntersectionObserver[] = [];
  private relative: string | undefined;
  private margins: Margins = {};

  constructor(
    private readonly component: Component,
    private readonly options: IntersectionOptions,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.relative = selector;
    this.margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.relative = undefined;
    this.margins = margins;
    return this;
  }

  observe(selector: string, listener: (result: object) => void): void {
    const shadow = this.component.getShadowRoot();
    const found = shadow?.querySelectorAll(selector) ?? [];
    const targets = this.options.observeAll ? found : found.slice(0, 1);
    const root = this.root();
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.margins;
    for (const target of targets) {
      const host = hostOf(target);
      if (!host) continue;
      let last = this.options.initialRatio ?? 0;
      let first = true;
      const thresholds = this.options.thresholds ?? [0];
      const observer = new IntersectionObserver(
        (entries) => {
          const entry = entries.at(-1);
          if (!entry) return;
          const ratio = entry.intersectionRatio;
          const crossed = thresholds.some((threshold) => last > threshold !== ratio > threshold);
          last = ratio;
          if (first && !crossed) {
            first = false;
            return;
          }
          first = false;
          const view = host.closest('.page-view')?.getBoundingClientRect();
          listener({
            id: target.id,
            dataset: target.dataset ?? {},
            intersectionRatio: ratio,
            intersectionRect: rectangle(entry.intersectionRect, view),
            boundingClientRect: rectangle(entry.boundingClientRect, view),
            relativeRect: rectangle(entry.rootBounds, view),
            time: Date.now(),
          });
        },
        { root, threshold: thresholds, rootMargin: `${top}px ${right}px ${bottom}px ${left}px` },
      );
      observer.observe(host);
      this.observers.push(observer);
    }
  }

  disconnect(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect();
  }

  private root(): Element | null {
    const host = hostOf(this.component);
    if (this.relative === undefined) return host?.closest('.page-scroller') ?? null;
    const element = this.component.getShadowRoot()?.querySelector(this.relative);
    return (element && hostOf(element)) ?? null;
  }
}
