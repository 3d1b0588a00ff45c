import { make, makeButton } from './dom';

/** Lays a sheet over the phone, from below; a tap beside it and Escape are `onCancel`. Gives the function that closes it. */
export function openSheet(
  overlay: HTMLElement,
  title: string,
  onCancel: () => void,
  ...children: (Node | string)[]
): () => void {
  const sheet = make('div', 'phone-sheet phone-sheet-room', ...children);
  sheet.setAttribute('role', 'dialog');
  sheet.setAttribute('aria-modal', 'true');
  sheet.setAttribute('aria-label', title);
  sheet.tabIndex = -1;
  const layer = make('div', 'phone-mask phone-mask-bottom', sheet);
  layer.addEventListener('click', (event) => {
    if (event.target === layer) onCancel();
  });
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onCancel();
  });
  overlay.append(layer);
  sheet.focus({ preventScroll: true });
  return () => layer.remove();
}

export const sheetTitle = (title: string): HTMLElement => make('h2', 'phone-sheet-title', title);

/** One row that can be tapped; a note says more of it. */
export function sheetItem(text: string, onTap: () => void, note = ''): HTMLButtonElement {
  const words = note === '' ? [text] : [make('span', '', text), make('small', 'phone-sheet-note', note)];
  return makeButton('phone-sheet-item', '', onTap, ...words);
}

export const sheetCancel = (onTap: () => void, text = '取消'): HTMLButtonElement =>
  makeButton('phone-sheet-item phone-sheet-cancel', '', onTap, text);

export interface Permission {
  /** Who asks, as the head of the sheet says it. */
  asker: string;
  title: string;
  body: readonly HTMLElement[];
  refuse: string;
  agree: string;
}

/** WeChat's question for a permission: nothing but its two buttons answers it. */
export function askPermission(overlay: HTMLElement, permission: Permission): Promise<boolean> {
  const { asker, title, body, refuse, agree } = permission;
  return new Promise((resolve) => {
    const finish = (agreed: boolean) => () => {
      close();
      resolve(agreed);
    };
    const close = openSheet(
      overlay,
      title,
      () => undefined,
      make('p', 'phone-asker', asker),
      make('h2', 'phone-question', title),
      ...body,
      make(
        'div',
        'phone-answers',
        makeButton('phone-answer', '', finish(false), refuse),
        makeButton('phone-answer phone-answer-main', '', finish(true), agree),
      ),
    );
  });
}
