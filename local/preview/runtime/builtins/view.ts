import type { Builtin } from '../builtin';
import { addHover, hoverProperties } from './hover';

export const view: Builtin = {
  name: 'view',
  properties: hoverProperties('none', 50, 400),
  mount: (node) => addHover(node),
};
