import fs from 'node:fs';
import path from 'node:path';
import { transformSync, type TransformFailure } from 'esbuild';
import { BuildError } from './error';

const npmPrefix = 'miniprogram_npm/';

/**
 * The files of a mini program under the paths WeChat knows them by: `pages/home/index` in the mini program's
 * folder, `miniprogram_npm/<package>/…` in the folder that a package's `miniprogram` field names.
 */
export class Source {
  private readonly packageFolders = new Map<string, string>();

  constructor(
    readonly folder: string,
    readonly npmFolder: string,
  ) {}

  isNpm(virtual: string): boolean {
    return virtual.startsWith(npmPrefix);
  }

  real(virtual: string): string {
    if (!this.isNpm(virtual)) return path.join(this.folder, virtual);
    const [name, rest] = splitPackage(virtual.slice(npmPrefix.length));
    return path.join(this.packageFolder(name), rest);
  }

  /** How an error names a file: the mini program's own from the folder above it, a package's by its virtual path. */
  shown(virtual: string): string {
    return this.isNpm(virtual) ? virtual : path.posix.join(path.basename(this.folder), virtual);
  }

  exists(virtual: string): boolean {
    return fs.existsSync(this.real(virtual));
  }

  read(virtual: string): string | undefined {
    const file = this.real(virtual);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  }

  readJson<T>(virtual: string): T | undefined {
    const text = this.read(virtual);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new BuildError(`is not valid JSON: ${message}`, this.shown(virtual), lineOfJsonMistake(text));
    }
  }

  /** Which component `reference` in `usingComponents` of `from` means; `undefined` when there is none. */
  component(from: string, reference: string): string | undefined {
    return this.candidates(from, reference).find((candidate) => this.exists(`${candidate}.wxml`));
  }

  /** Which file an `@import`, `<import>` or WXS `require` of `from` means. */
  file(from: string, reference: string): string | undefined {
    return this.candidates(from, reference).find((candidate) => this.exists(candidate));
  }

  /** The script that an `import` of a package or of its inner path means inside a mini program. */
  npmScript(specifier: string): string | undefined {
    const [name, rest] = splitPackage(specifier);
    if (!this.hasPackage(name)) return undefined;
    const base = path.join(this.packageFolder(name), rest);
    return [`${base}.js`, path.join(base, 'index.js'), base].find(
      (file) => file.endsWith('.js') && fs.existsSync(file),
    );
  }

  hasPackage(name: string): boolean {
    return fs.existsSync(path.join(this.npmFolder, name, 'package.json'));
  }

  /** Whether the package of a specifier brings files that a mini program takes as they are. */
  madeForMiniPrograms(specifier: string): boolean {
    const [name] = splitPackage(specifier);
    return this.packageFolder(name) !== path.join(this.npmFolder, name);
  }

  private candidates(from: string, reference: string): string[] {
    if (reference.startsWith('/')) return [reference.slice(1)];
    const relative = path.posix.join(path.posix.dirname(from), reference);
    return reference.startsWith('.') ? [relative] : [relative, npmPrefix + reference];
  }

  private packageFolder(name: string): string {
    const known = this.packageFolders.get(name);
    if (known !== undefined) return known;
    const folder = path.join(this.npmFolder, name);
    const manifest = path.join(folder, 'package.json');
    const declared = fs.existsSync(manifest)
      ? (JSON.parse(fs.readFileSync(manifest, 'utf8')) as { miniprogram?: string }).miniprogram
      : undefined;
    const packaged = path.join(folder, declared ?? 'miniprogram_dist');
    const found = fs.existsSync(packaged) ? packaged : folder;
    this.packageFolders.set(name, found);
    return found;
  }
}

/** `JSON.parse` says where a mistake is only sometimes. */
function lineOfJsonMistake(text: string): number {
  try {
    transformSync(text, { loader: 'json', logLevel: 'silent' });
    return 1;
  } catch (error) {
    return (error as Partial<TransformFailure>).errors?.[0]?.location?.line ?? 1;
  }
}

function splitPackage(specifier: string): [name: string, rest: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')];
}
