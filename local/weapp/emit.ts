import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readApp } from '../preview/build/app-config';
import { Source } from '../preview/build/source';
import { followFile, ownScript, scriptRequire } from './closure';
import { homesOf, pathBetween } from './homes';
import { compileScript, packPackage } from './scripts';

const sourceFile = /\.(ts|js|json|wxml|wxss|wxs)$/;

export interface Emitted {
  /** Path in the mini program → bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** Roots of the subpackages. */
  readonly subpackages: readonly string[];
}

/**
 * Writes what WeChat DevTools opens: JavaScript in place of TypeScript, of the npm packages only the files that a page
 * or component reaches, and the pictures.
 * @throws BuildError with file, line and cause.
 */
export async function emitMiniProgram(folder: string, npmFolder: string, out: string): Promise<Emitted> {
  const source = new Source(path.resolve(folder), path.resolve(npmFolder));
  const app = readApp(source);
  await rm(out, { recursive: true, force: true });
  const files = new Map<string, number>();
  const write = async (file: string, text: string) => {
    const target = path.join(out, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
    files.set(file, Buffer.byteLength(text));
  };

  const queue = ['app', ...app.parts.map((part) => part.path)].flatMap((part) =>
    ['js', 'json', 'wxml', 'wxss'].map((ending) => `${part}.${ending}`),
  );
  for (const field of ['themeLocation', 'sitemapLocation'] as const) {
    const named: unknown = Reflect.get(app.config, field);
    if (typeof named === 'string') queue.push(named);
  }
  const seen = new Set<string>();
  const scripts = new Map<string, string>();
  const requires = new Map<string, readonly string[]>();
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = file.endsWith('.js') ? await compileScript(source, file) : source.read(file);
    // A page without a style sheet of its own is a page.
    if (text === undefined) continue;
    const { files: next, packages } = followFile(source, file, text);
    queue.push(...next);
    // Where a script goes is known once it is known who needs it.
    if (file.endsWith('.js') && !source.isNpm(file)) {
      scripts.set(file, text);
      requires.set(
        file,
        next.filter((script) => !source.isNpm(script)),
      );
    } else {
      await write(file, text);
    }
    for (const name of packages) {
      const packed = `miniprogram_npm/${name}/index.js`;
      if (seen.has(packed)) continue;
      seen.add(packed);
      await write(packed, await packPackage(source, name));
    }
  }
  const subpackages = subpackagesOf(app.config);
  // A page or component is found by its path, which is that of its configuration.
  const isFixed = (script: string) => script === 'app.js' || seen.has(script.replace(/\.js$/, '.json'));
  const homes = homesOf(requires, isFixed, subpackages);
  for (const [file, text] of scripts) {
    await write(homes.get(file) ?? file, withPaths(source, file, text, homes));
  }
  await copyPictures(source.folder, out, files);
  return { files, subpackages };
}

function withPaths(source: Source, file: string, text: string, homes: ReadonlyMap<string, string>): string {
  const homeOf = (script: string) => homes.get(script) ?? script;
  return text.replace(scriptRequire, (whole: string, _quote: string, reference: string) => {
    if (!/^[./]/.test(reference)) return whole;
    return `require("${pathBetween(homeOf(file), homeOf(ownScript(source, file, reference)))}")`;
  });
}

function subpackagesOf(config: ReturnType<typeof readApp>['config']): string[] {
  return (config.subpackages ?? config.subPackages ?? []).map(({ root }) => root.replace(/^\/|\/$/g, ''));
}

async function copyPictures(folder: string, out: string, files: Map<string, number>): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const real = path.join(entry.parentPath, entry.name);
    const file = path.relative(folder, real).split(path.sep).join('/');
    if (!entry.isFile() || sourceFile.test(file) || /(^|\/)\./.test(file)) continue;
    await mkdir(path.dirname(path.join(out, file)), { recursive: true });
    await cp(real, path.join(out, file));
    files.set(file, (await readFile(real)).byteLength);
  }
}
