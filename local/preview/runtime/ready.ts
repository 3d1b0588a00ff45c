import type { Component } from './framework';

let held: Component[] | undefined;

function fire(component: Component): void {
  component.triggerLifetime('ready', []);
}

/** The framework never fires `ready`: a component is ready after its first layout, those of a new page together. */
export function afterAttached(component: Component): void {
  if (held) held.push(component);
  else setTimeout(() => fire(component));
}

/** Holds `ready` back while `open` runs, and gives the function that lets it go. */
export function holdReady(open: () => void): () => void {
  const before = held;
  const mine: Component[] = [];
  held = mine;
  try {
    open();
  } finally {
    held = before;
  }
  return () => mine.reverse().forEach(fire);
}
