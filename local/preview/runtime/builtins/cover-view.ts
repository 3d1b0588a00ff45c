import type { Builtin } from '../builtin';
import { addHover, hoverProperties } from './hover';

/** In the preview nothing native lies above the page, so that it is a view with its own look. */
export const coverView: Builtin = {
  name: 'cover-view',
  properties: { ...hoverProperties('none', 50, 400), scrollTop: { type: null } },
  mount(node) {
    addHover(node);
    node.watch(['scrollTop'], () => {
      const top = Number(node.value('scrollTop'));
      if (Number.isFinite(top)) node.host.scrollTop = top;
    });
  },
};
