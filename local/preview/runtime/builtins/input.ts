import type { Builtin, BuiltinNode } from '../builtin';
import { offerNickname } from '../nickname';
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

/** As if the person had typed it. */
function type(node: BuiltinNode, field: HTMLInputElement, text: string): void {
  const most = node.number('maxlength');
  field.value = most >= 0 ? text.slice(0, most) : text;
  field.dispatchEvent(new Event('input'));
}

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
    let takeBack: () => void = () => undefined;
    field.addEventListener('focus', () => {
      if (node.text('type') === 'nickname')
        takeBack = offerNickname((nickname) => type(node, field, nickname));
    });
    field.addEventListener('blur', () => takeBack());
    node.onDetached(() => takeBack());
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      node.emit('confirm', { value: field.value });
      if (!node.flag('confirmHold')) field.blur();
    });
  },
};
