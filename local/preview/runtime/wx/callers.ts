import { callerPrototype, type Caller } from '../framework';
import { refuse } from '../refuse';
import { PageIntersectionObserver, type IntersectionOptions } from './intersection';
import { pageOf, SelectorQuery } from './selector-query';

/** Gives pages and components what the adapter lacks or does otherwise. */
export function completeCallers(): void {
  const triggerEvent = callerPrototype['triggerEvent'] as (...args: unknown[]) => void;
  Object.assign(callerPrototype, {
    triggerEvent(this: Caller, name: string, detail: unknown = {}, options: object = {}) {
      triggerEvent.call(this, name, detail, options);
    },
    createSelectorQuery(this: Caller) {
      return new SelectorQuery(this._$);
    },
    createIntersectionObserver(this: Caller, options: IntersectionOptions = {}) {
      return new PageIntersectionObserver(this._$, options);
    },
    getPageId(this: Caller) {
      return pageOf(this._$)['route'];
    },
    animate: () => refuse('this.animate'),
    clearAnimation: () => refuse('this.clearAnimation'),
    createMediaQueryObserver: () => refuse('this.createMediaQueryObserver'),
  });
}
