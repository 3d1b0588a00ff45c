import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const app = path.join(root, 'miniprogram');

/** What of the app its components stand on. */
const parts = ['assets', 'components', 'copy', 'services', 'styles', 'utils', 'cloud-environment.ts'];

/** The app's own components, by their folder. */
export const ownComponents = (): string[] => readdirSync(path.join(app, 'components')).sort();

const sourceOf = (component: string, file: string): string =>
  readFileSync(path.join(app, 'components', component, file), 'utf8');

/** What a component of the app's own may be given. */
export function propertiesOf(component: string): string[] {
  const [, block = ''] = /properties: \{\n(.*?)\n  \}/s.exec(sourceOf(component, 'index.ts')) ?? [];
  return [...block.matchAll(/^    (\w+): /gm)].map(([, name = '']) => name).sort();
}

/** What the app has drawn as icons. */
export const ownIcons = (): string[] =>
  [...sourceOf('icon', 'index.wxss').matchAll(/\.icon-([a-z-]+)/g)].map(([, name = '']) => name).sort();

/** The gallery's pages beside the app's own components, in a folder of their own: the app's is packed as it stands. */
export function galleryFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'gallery-'));
  for (const part of parts) cpSync(path.join(app, part), path.join(folder, part), { recursive: true });
  cpSync(path.join(__dirname, 'miniprogram'), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
