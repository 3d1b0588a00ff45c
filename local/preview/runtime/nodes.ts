/** What `SelectorQuery` gives for a built-in besides its lengths. */
export interface QueriedNode {
  /** For `node()`. */
  node?: () => unknown;
  /** For `context()`. */
  context?: () => unknown;
}

const known = new WeakMap<Element, QueriedNode>();

export function registerNode(host: Element, node: QueriedNode): void {
  known.set(host, node);
}

export function queriedNode(host: Element): QueriedNode | undefined {
  return known.get(host);
}
