import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Package {
  readonly root: string;
  readonly pages: readonly string[];
}

interface AppJson {
  readonly pages?: readonly string[];
  readonly subpackages?: readonly Package[];
  readonly subPackages?: readonly Package[];
}

/** The pages that a mini program has, the first one first; none while its app.json cannot be read. */
export function appPages(miniprogramFolder: string): string[] {
  try {
    const app = JSON.parse(readFileSync(path.join(miniprogramFolder, 'app.json'), 'utf8')) as AppJson;
    const packages = app.subpackages ?? app.subPackages ?? [];
    return [
      ...(app.pages ?? []),
      ...packages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
    ];
  } catch {
    return [];
  }
}
