import { reflect, type Builtin } from '../builtin';

export const text: Builtin = {
  name: 'text',
  properties: { selectable: Boolean, userSelect: Boolean, space: String, decode: Boolean },
  mount(node) {
    reflect(node, 'selectable');
    reflect(node, 'userSelect', 'selectable');
    reflect(node, 'space');
  },
};
