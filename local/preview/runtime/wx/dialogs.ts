import { make, makeButton } from '../dom';
import { answer, textOf, type Area, type Options } from './answer';

function makeInput(options: Options): HTMLInputElement {
  const input = make('input', 'phone-dialog-input');
  input.placeholder = textOf(options['placeholderText']);
  input.value = textOf(options['content']);
  return input;
}

function showModal(overlay: HTMLElement, options: Options): Promise<object> {
  return new Promise((resolve) => {
    const input = options['editable'] === true ? makeInput(options) : undefined;
    const finish = (confirm: boolean) => {
      layer.remove();
      resolve({ confirm, cancel: !confirm, content: confirm && input ? input.value : null });
    };
    const cancelText = textOf(options['cancelText'], '取消');
    const confirmText = textOf(options['confirmText'], '确定');
    const cancel = makeButton('phone-dialog-cancel', '', () => finish(false), cancelText);
    const confirm = makeButton('phone-dialog-confirm', '', () => finish(true), confirmText);
    cancel.style.color = textOf(options['cancelColor']);
    confirm.style.color = textOf(options['confirmColor']);
    const title = textOf(options['title']);
    const buttons = options['showCancel'] === false ? [confirm] : [cancel, confirm];
    const dialog = make(
      'div',
      'phone-dialog',
      ...(title === '' ? [] : [make('h2', 'phone-dialog-title', title)]),
      input ?? make('p', 'phone-dialog-content', textOf(options['content'])),
      make('div', 'phone-dialog-buttons', ...buttons),
    );
    dialog.setAttribute('role', 'dialog');
    const layer = make('div', 'phone-mask', dialog);
    overlay.append(layer);
    input?.focus();
  });
}

function showActionSheet(overlay: HTMLElement, options: Options): Promise<object> {
  const items = Array.isArray(options['itemList']) ? options['itemList'].map((item) => textOf(item)) : [];
  const alert = textOf(options['alertText']);
  return new Promise((resolve, reject) => {
    const close = () => {
      layer.remove();
      reject(new Error('cancel'));
    };
    const choices = items.map((item, tapIndex) => {
      const choose = () => {
        layer.remove();
        resolve({ tapIndex });
      };
      const button = makeButton('phone-sheet-item', '', choose, item);
      button.style.color = textOf(options['itemColor']);
      return button;
    });
    const sheet = make(
      'div',
      'phone-sheet',
      ...(alert === '' ? [] : [make('p', 'phone-sheet-alert', alert)]),
      ...choices,
      makeButton('phone-sheet-item phone-sheet-cancel', '', close, '取消'),
    );
    sheet.setAttribute('role', 'menu');
    const layer = make('div', 'phone-mask phone-mask-bottom', sheet);
    layer.addEventListener('click', (event) => {
      if (event.target === layer) close();
    });
    overlay.append(layer);
  });
}

export function dialogsArea(overlay: HTMLElement): Area {
  return {
    showModal: (options: Options) => answer('showModal', options, () => showModal(overlay, options)),
    showActionSheet: (options: Options) =>
      answer('showActionSheet', options, () => showActionSheet(overlay, options)),
  };
}
