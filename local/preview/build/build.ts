import path from 'node:path';
import type { BuiltApp } from '../model';
import { readApp } from './app-config';
import { bundleApp, bundleHost } from './bundle';
import { Source } from './source';
import { compileTemplates } from './wxml';
import { compileStyle } from './wxss';

export interface Assets {
  /** Name → text of what is served under the preview's own address. */
  files: ReadonlyMap<string, string>;
}

/** Builds the mini program and the host around it; everything stays in memory. */
export async function buildPreview(
  miniprogramFolder: string,
  npmFolder: string,
  base: string,
): Promise<Assets> {
  const host = bundleHost();
  host.catch(() => undefined);
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
  const scripts = await bundleApp(source, app, built, templates);
  return { files: new Map([...(await host).files, ...scripts]) };
}
