import { callerPrototype, type Caller } from '../framework';
import { jsonOf, sizeBytesOf, type Panel } from '../panel';
import { refuse } from '../refuse';
import { PageIntersectionObserver, type IntersectionOptions } from './intersection';
import { pageOf, SelectorQuery } from './selector-query';

/** Gives pages and components what the adapter lacks or does otherwise. */
export function completeCallers(panel: Panel): void {
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
  if (panel.isThere) tellOfSetData(panel);
}

/** WeChat sends what is set as JSON from one thread to the other: the panel hears how much that is. */
function tellOfSetData(panel: Panel): void {
  const setData = callerPrototype['setData'] as (...args: unknown[]) => void;
  callerPrototype['setData'] = function (this: Caller, data: object, ...more: unknown[]) {
    setData.call(this, data, ...more);
    const [atMs, of, keys, text] = [Date.now(), this.is, Object.keys(data), jsonOf(data)];
    panel.tellLater(() => ({ kind: 'setData', setData: { atMs, of, keys, sizeBytes: sizeBytesOf(text) } }));
  };
}
