const closers = new WeakMap<Element, (() => void)[]>();

/** While something is open on a page, going back closes it and leaves the page. Returns the function that lets go. */
export function takeBack(frame: Element, close: () => void): () => void {
  const own = closers.get(frame) ?? [];
  closers.set(frame, own);
  own.push(close);
  return () => {
    const index = own.indexOf(close);
    if (index >= 0) own.splice(index, 1);
  };
}

/** Closes what was opened last on the page; `false` when nothing is open. */
export function closeByBack(frame: Element): boolean {
  const close = closers.get(frame)?.at(-1);
  close?.();
  return close !== undefined;
}
