import type { Builtin } from '../builtin';
import { refuse } from '../refuse';
import { mountTextField, textFieldProperties } from './text-field';

const inputModes: Readonly<Record<string, string>> = {
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  text: 'text',
  nickname: 'text',
  // Of no list of WeChat's; it takes what it does not know for text, and Vant's search field counts on it.
  search: 'search',
};

export const input: Builtin = {
  name: 'input',
  properties: {
    ...textFieldProperties,
    type: { type: String, value: 'text' },
    password: Boolean,
    alwaysEmbed: Boolean,
  },
  mount(node) {
    const field = document.createElement('input');
    mountTextField(node, field);
    node.watch(['type', 'password'], () => {
      const type = node.text('type');
      const mode = inputModes[type];
      if (mode === undefined) refuse(`<input type="${type}">`, node.component);
      field.type = node.flag('password') ? 'password' : 'text';
      field.inputMode = mode;
    });
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      node.emit('confirm', { value: field.value });
      if (!node.flag('confirmHold')) field.blur();
    });
  },
};
