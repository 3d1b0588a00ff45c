import { phoneBase } from '../model';
import type { FrameworkElement } from './framework';

let root = phoneBase;

/** Says once under which address the mini program is served. */
export function serveMediaUnder(base: string): void {
  root = base + phoneBase;
}

/** The address under which a file that a template or a configuration names is served. */
export function mediaAddress(source: string, user?: FrameworkElement): string {
  if (source === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(source)) return source;
  if (source.startsWith('/')) return root + source;
  const owner = user?.ownerShadowRoot?.getHostNode().is ?? '';
  return new URL(source, `http://phone/${owner}`).pathname.replace(/^/, root);
}
