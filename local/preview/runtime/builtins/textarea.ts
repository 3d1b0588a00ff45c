import { reflect, type Builtin } from '../builtin';
import { mountTextField, textFieldProperties } from './text-field';

export const textarea: Builtin = {
  name: 'textarea',
  properties: {
    ...textFieldProperties,
    placeholderClass: { type: String, value: 'textarea-placeholder' },
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: { type: Boolean, value: true },
    disableDefaultPadding: Boolean,
  },
  mount(node) {
    const field = document.createElement('textarea');
    field.rows = 1;
    mountTextField(node, field);
    reflect(node, 'autoHeight', 'auto-height');
    let lines = 0;
    const fit = () => {
      if (!node.flag('autoHeight') || !field.isConnected) return;
      field.style.height = 'auto';
      field.style.height = `${field.scrollHeight}px`;
      const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
      const count = Math.max(1, Math.round(field.scrollHeight / lineHeight));
      if (count !== lines) node.emit('linechange', { height: field.scrollHeight, lineCount: count });
      lines = count;
    };
    node.watch(['value', 'autoHeight'], fit);
    node.onAttached(fit);
    field.addEventListener('input', fit);
    field.addEventListener('keydown', (event) => {
      if (
        event.key === 'Enter' &&
        !event.isComposing &&
        node.text('confirmType') !== '' &&
        node.text('confirmType') !== 'return'
      ) {
        event.preventDefault();
        node.emit('confirm', { value: field.value });
      }
    });
  },
};
