import { reflect, type BuiltinNode, type Properties } from '../builtin';
import { scopedClasses } from '../framework';
import { addFormControl } from './form';

export const textFieldProperties: Properties = {
  value: { type: null, value: '' },
  name: String,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: { type: String, value: 'input-placeholder' },
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  cursorSpacing: Number,
  focus: Boolean,
  autoFocus: Boolean,
  cursor: { type: Number, value: -1 },
  cursorColor: String,
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  confirmType: String,
  confirmHold: Boolean,
};

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The placeholder is an element of its own, so that it takes `placeholder-class` and `placeholder-style`. */
function mountPlaceholder(node: BuiltinNode, field: Field): () => void {
  const placeholder = document.createElement('div');
  placeholder.setAttribute('aria-hidden', 'true');
  node.host.append(placeholder);
  node.watch(['placeholder', 'placeholderStyle', 'ariaLabel'], () => {
    placeholder.textContent = node.text('placeholder');
    placeholder.style.cssText = node.text('placeholderStyle');
    field.setAttribute('aria-label', node.text('ariaLabel') || node.text('placeholder'));
  });
  node.watch(['placeholderClass'], () => {
    const classes = scopedClasses(node.component, node.text('placeholderClass'));
    placeholder.className = ['builtin-placeholder', ...classes].join(' ');
  });
  return () => {
    placeholder.hidden = field.value !== '';
  };
}

function mountFocus(node: BuiltinNode, field: Field): void {
  let attached = false;
  node.watch(['focus'], () => {
    if (!attached) return;
    if (node.flag('focus')) field.focus();
    else if (document.activeElement === field) field.blur();
  });
  node.onAttached(() => {
    attached = true;
    if (node.flag('autoFocus') || node.flag('focus')) field.focus();
  });
  field.addEventListener('focus', () => {
    const from = node.number('selectionStart');
    const to = node.number('selectionEnd');
    const cursor = node.number('cursor');
    if (from >= 0 && to >= 0) field.setSelectionRange(from, to);
    else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
    node.emit('focus', { value: field.value, height: 0 });
  });
  field.addEventListener('blur', () => {
    node.emit('blur', { value: field.value, cursor: field.selectionStart ?? 0 });
  });
}

/** What `input` and `textarea` have in common: the value both ways, the placeholder, focus, and a form's name. */
export function mountTextField(node: BuiltinNode, field: Field): void {
  const showPlaceholder = mountPlaceholder(node, field);
  node.host.append(field);
  const place = (text: string) => {
    if (field.value !== text) field.value = text;
    showPlaceholder();
  };
  node.watch(['value'], () => place(node.text('value')));
  reflect(node, 'disabled');
  node.watch(['disabled', 'maxlength'], () => {
    field.disabled = node.flag('disabled');
    const most = node.number('maxlength');
    if (most >= 0) field.maxLength = most;
    else field.removeAttribute('maxlength');
  });
  mountFocus(node, field);
  field.addEventListener('input', () => {
    showPlaceholder();
    node.change('value', field.value);
    const detail = { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 };
    node.emit('input', detail, {
      returned(result) {
        const replaced =
          typeof result === 'string' ? result : (result as { value?: unknown } | undefined)?.value;
        if (typeof replaced === 'string') node.change('value', replaced);
      },
    });
  });
  addFormControl(node, {
    name: () => node.text('name'),
    value: () => field.value,
    reset: () => node.change('value', ''),
  });
}
