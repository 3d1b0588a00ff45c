import path from 'node:path';
import type { BuiltApp } from '../model';
import { readApp } from './app-config';
import { bundleApp } from './bundle';
import { Source } from './source';
import { compileTemplates } from './wxml';
import { compileStyle } from './wxss';

/** Builds the mini program in memory: name → text of what is served under the preview's own address. */
export function buildApp(
  miniprogramFolder: string,
  npmFolder: string,
  base: string,
): Promise<ReadonlyMap<string, string>> {
  const source = new Source(path.resolve(miniprogramFolder), path.resolve(npmFolder));
  const app = readApp(source);
  const templates = compileTemplates(source, app.parts);
  const pages = new Set(app.pages);
  const built: BuiltApp = {
    base,
    config: app.config,
    themes: app.themes,
    pages: app.pages,
    appCss: compileStyle(source, 'app', 'app'),
    components: app.parts.map(({ path: part, config }) => ({
      path: part,
      config,
      css: compileStyle(source, part, pages.has(part) ? 'page' : 'component'),
    })),
  };
  return bundleApp(source, app, built, templates);
}
