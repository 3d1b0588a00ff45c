export type Child = Node | string;

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

export function makeButton(className: string, onClick: () => void, ...children: Child[]): HTMLButtonElement {
  const button = make('button', className, ...children);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}

/** Writing the same text again would still take away what somebody has marked in it. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** What the server says must not overwrite what somebody is typing. */
export function setValue(control: HTMLInputElement | HTMLSelectElement, value: string): void {
  if (control !== document.activeElement && control.value !== value) control.value = value;
}
