import path from 'node:path';
import { BuildError } from '../preview/build/error';
import type { Source } from '../preview/build/source';
import { requiredScripts } from '../preview/build/wxs';

export interface Followed {
  /** Files of the mini program and of packages that are made for mini programs. */
  files: string[];
  /** Packages of which the entry is packed. */
  packages: string[];
}

const wxmlReference = /<(?:import|include|wxs)\b[^>]*?\ssrc\s*=\s*(["'])(.+?)\1/g;
const inlineWxs = /<wxs\b[^>]*>([\s\S]*?)<\/wxs>/g;
const wxssImport = /@import\s+(?:url\(\s*)?(["'])(.+?)\1/g;
export const scriptRequire = /\brequire\(\s*(["'])(.+?)\1\s*\)/g;

/** What a file reaches: by `src`, `@import` or `require`. */
export function followFile(source: Source, file: string, text: string): Followed {
  const references = (pattern: RegExp, from: string) =>
    [...from.matchAll(pattern)].map((match) => match[2] ?? '');
  const resolve = (reference: string) => {
    const found = source.file(file, reference);
    if (found === undefined) throw new BuildError(`there is no ${reference}`, source.shown(file));
    return found;
  };
  const wxs = (from: string) =>
    requiredScripts(from).map((script) => resolve(script.endsWith('.wxs') ? script : `${script}.wxs`));
  switch (path.extname(file)) {
    case '.wxml': {
      const plain = text.replace(/<!--[\s\S]*?-->/g, '');
      const inline = [...plain.matchAll(inlineWxs)].flatMap((match) => wxs(match[1] ?? ''));
      return {
        files: [...references(wxmlReference, plain).map(templateFile(resolve)), ...inline],
        packages: [],
      };
    }
    case '.wxss':
      return {
        files: references(wxssImport, text.replace(/\/\*[\s\S]*?\*\//g, '')).map(resolve),
        packages: [],
      };
    case '.wxs':
      return { files: wxs(text), packages: [] };
    case '.js':
      return followScript(source, file, references(scriptRequire, text));
    default:
      return { files: [], packages: [] };
  }
}

/** `<import src="row" />` may leave out the ending. */
function templateFile(resolve: (reference: string) => string) {
  return (reference: string) => resolve(/\.\w+$/.test(reference) ? reference : `${reference}.wxml`);
}

function followScript(source: Source, file: string, references: readonly string[]): Followed {
  const followed: Followed = { files: [], packages: [] };
  for (const reference of references) {
    if (reference.startsWith('.') || reference.startsWith('/'))
      followed.files.push(ownScript(source, file, reference));
    else {
      const inner = packageScript(source, file, reference);
      if (inner === undefined) followed.packages.push(reference);
      else followed.files.push(inner);
    }
  }
  return followed;
}

/** The own script that a reference means. */
export function ownScript(source: Source, file: string, reference: string): string {
  const base = reference.startsWith('/')
    ? reference.slice(1)
    : path.posix.join(path.posix.dirname(file), reference);
  const plain = base.replace(/\.js$/, '');
  const found = [plain, `${plain}/index`].find(
    (candidate) => source.exists(`${candidate}.ts`) || source.exists(`${candidate}.js`),
  );
  if (found === undefined) throw new BuildError(`there is no ${reference}`, source.shown(file));
  return `${found}.js`;
}

/** A file inside a package that is made for mini programs; `undefined` when a package's entry is meant. */
function packageScript(source: Source, file: string, reference: string): string | undefined {
  const virtual = `miniprogram_npm/${reference.replace(/\.js$/, '')}.js`;
  const isEntry = reference.split('/').length === (reference.startsWith('@') ? 2 : 1);
  if (!isEntry && source.madeForMiniPrograms(reference) && source.exists(virtual)) return virtual;
  if (isEntry && source.hasPackage(reference)) return undefined;
  throw new BuildError(
    isEntry
      ? `the package ${reference} is not installed`
      : `packing takes only a package's entry: ${reference} does not reach the mini program`,
    source.shown(file),
  );
}
