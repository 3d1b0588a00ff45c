type Child = Node | string;

/** Makes an element of the host's own furniture. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

export function makeButton(
  className: string,
  label: string,
  onTap: () => void,
  ...children: Child[]
): HTMLButtonElement {
  const element = make('button', className, ...children);
  element.type = 'button';
  if (label !== '') element.setAttribute('aria-label', label);
  element.addEventListener('click', onTap);
  return element;
}
