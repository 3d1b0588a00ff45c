import type { AppConfig, ComponentConfig, ThemeVariables } from '../model';
import { builtinNames } from './builtin-names';
import { BuildError, lineOf } from './error';
import type { Source } from './source';

export interface Part {
  path: string;
  config: ComponentConfig;
  /** Tag in the WXML → virtual path of the component. */
  using: ReadonlyMap<string, string>;
}

export interface AppParts {
  config: AppConfig;
  themes: ThemeVariables;
  pages: string[];
  /** Pages first, then every component that a page needs. */
  parts: Part[];
}

export function readApp(source: Source): AppParts {
  const config = source.readJson<AppConfig>('app.json');
  if (!config) throw new BuildError('there is no app.json', source.shown('app.json'));
  const text = source.read('app.json') ?? '';
  const pages = pagesOf(config);
  if (pages.length === 0) throw new BuildError('names no page', source.shown('app.json'));
  for (const page of pages)
    requireFiles(source, page, source.shown('app.json'), lineOf(text, page.split('/').at(-1) ?? page));
  for (const tab of config.tabBar?.list ?? []) {
    if (pages.includes(tab.pagePath)) continue;
    throw new BuildError(
      `the tab bar names ${tab.pagePath}, which is no page`,
      source.shown('app.json'),
      lineOf(text, tab.pagePath),
    );
  }
  return { config, themes: readThemes(source, config), pages, parts: collect(source, config, pages) };
}

function pagesOf(config: AppConfig): string[] {
  const packages = config.subpackages ?? config.subPackages ?? [];
  return [
    ...config.pages,
    ...packages.flatMap((part) => part.pages.map((page) => `${part.root.replace(/\/$/, '')}/${page}`)),
  ];
}

function readThemes(source: Source, config: AppConfig): ThemeVariables {
  if (config.themeLocation === undefined) return { light: {}, dark: {} };
  const themes = source.readJson<Partial<ThemeVariables>>(config.themeLocation);
  if (!themes) throw new BuildError(`there is no ${config.themeLocation}`, source.shown('app.json'));
  return { light: themes.light ?? {}, dark: themes.dark ?? {} };
}

function collect(source: Source, app: AppConfig, pages: readonly string[]): Part[] {
  const parts = new Map<string, Part>();
  const queue = [...pages];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (parts.has(path)) continue;
    const file = `${path}.json`;
    const own = source.readJson<ComponentConfig>(file) ?? {};
    const using = new Map<string, string>();
    const text = source.read(file) ?? '';
    const add = (references: Record<string, string> | undefined, from: string, shown: string, at: string) => {
      for (const [tag, reference] of Object.entries(references ?? {})) {
        const line = lineOf(at, `"${tag}"`);
        if (builtinNames.has(tag))
          throw new BuildError(`${tag} is a built-in and cannot be replaced`, shown, line);
        const target = source.component(from, reference);
        if (target === undefined) throw new BuildError(`there is no component ${reference}`, shown, line);
        requireFiles(source, target, shown, line);
        using.set(tag, target);
      }
    };
    if (!source.isNpm(path))
      add(app.usingComponents, 'app', source.shown('app.json'), source.read('app.json') ?? '');
    add(own.usingComponents, path, source.shown(file), text);
    for (const generic of Object.values(own.componentGenerics ?? {})) {
      if (generic === true || generic.default === undefined) continue;
      const target = source.component(path, generic.default);
      if (target === undefined) {
        throw new BuildError(
          `there is no component ${generic.default}`,
          source.shown(file),
          lineOf(text, generic.default),
        );
      }
      generic.default = `/${target}`;
      queue.push(target);
    }
    parts.set(path, {
      path,
      using,
      config: {
        ...own,
        usingComponents: Object.fromEntries([...using].map(([tag, target]) => [tag, `/${target}`])),
      },
    });
    queue.push(...using.values());
  }
  return [...parts.values()];
}

function requireFiles(source: Source, path: string, file: string, line: number): void {
  if (!source.exists(`${path}.wxml`)) throw new BuildError(`${path}.wxml is not there`, file, line);
  if (!source.exists(`${path}.ts`) && !source.exists(`${path}.js`)) {
    throw new BuildError(`neither ${path}.ts nor ${path}.js is there`, file, line);
  }
}
