import { make, makeButton } from './dom';

/** Before what cannot be undone. The safe answer has the focus. */
export function askFirst(title: string, text: string, verb: string): Promise<boolean> {
  const dialog = make('dialog', 'dialog');
  const heading = make('h2', '', title);
  heading.id = 'dialog-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const cancel = makeButton('action', () => dialog.close(), '算了');
  cancel.autofocus = true;
  const confirm = makeButton('action danger', () => dialog.close('yes'), verb);
  dialog.append(heading, make('p', '', text), make('div', 'buttons', cancel, confirm));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
  });
}
