/** Characters of a fitting font are as wide as they are high; here all are. */
const widthOf = (text: string, font: string): number => text.length * Number(/(\d+)px/.exec(font)?.[1]);

/** A pen that draws nothing, and measures. */
function penOf(): object {
  const set: Record<string | symbol, unknown> = {};
  return new Proxy(set, {
    get: (target, name) => {
      if (name === 'measureText') return (text: string) => ({ width: widthOf(text, String(target['font'])) });
      return name in target ? target[name] : () => undefined;
    },
  });
}

class Picture {
  width = 430;
  height = 430;
  onload = () => undefined;
  onerror = () => undefined;

  set src(address: string) {
    void Promise.resolve().then(address.includes('unreadable') ? this.onerror : this.onload);
  }
}

/** A page's canvas where there is no screen: it can be drawn on, and nobody sees it. */
export const canvas = {
  width: 0,
  height: 0,
  getContext: penOf,
  createImage: () => new Picture(),
};

interface Component {
  createSelectorQuery(): object;
}

/** `wx.createSelectorQuery`: components look into themselves, and a page finds its canvas. */
export function selectorQuery() {
  const query = {
    found: (() => undefined) as (result: object) => unknown,
    select: () => query,
    node(found: (result: object) => unknown) {
      query.found = found;
      return query;
    },
    exec: () => void query.found({ node: canvas }),
    in: (component: Component) => component.createSelectorQuery(),
  };
  return query;
}
