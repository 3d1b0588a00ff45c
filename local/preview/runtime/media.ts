import { phoneBase } from '../model';
import type { FrameworkElement } from './framework';

let root = phoneBase;

/** Says once under which address the mini program is served. */
export function serveMediaUnder(base: string): void {
  root = base + phoneBase;
}

/** Where a path of the cloud's files is served. */
export function cloudFileAddress(cloudPath: string): string {
  return `/cloud/files/${cloudPath.split('/').map(encodeURIComponent).join('/')}`;
}

/** The address under which a file that a template or a configuration names is served. */
export function mediaAddress(source: string, user?: FrameworkElement): string {
  const cloudPath = /^cloud:\/\/[^/]+\/(.+)$/.exec(source)?.[1];
  if (cloudPath !== undefined) return cloudFileAddress(cloudPath);
  if (source === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(source)) return source;
  if (source.startsWith('/')) return root + source;
  const owner = user?.ownerShadowRoot?.getHostNode().is ?? '';
  return new URL(source, `http://phone/${owner}`).pathname.replace(/^/, root);
}
