import path from 'node:path';

/** Each script with the own scripts that it requires. */
export type Requires = ReadonlyMap<string, readonly string[]>;

/** Where scripts of the main package go that only one subpackage needs. */
const SHARED = 'shared';

/**
 * Where each script goes. What only the pages of one subpackage require comes with them: texts and services lie in one place in the
 * source, and still nobody loads those of a page that they do not open.
 * @param fixed What WeChat finds by its path: pages, components, the app.
 * @param subpackages Their roots.
 */
export function homesOf(
  requires: Requires,
  fixed: (script: string) => boolean,
  subpackages: readonly string[],
): ReadonlyMap<string, string> {
  const rootOf = (script: string) => subpackages.find((root) => script.startsWith(`${root}/`)) ?? '';
  const isMovable = (script: string) => rootOf(script) === '' && !fixed(script);
  const reachedFrom = new Map<string, Set<string>>();
  const reach = (script: string, root: string): void => {
    const roots = reachedFrom.get(script) ?? new Set<string>();
    reachedFrom.set(script, roots);
    if (roots.has(root)) return;
    roots.add(root);
    for (const next of requires.get(script) ?? []) reach(next, isMovable(next) ? root : rootOf(next));
  };
  for (const script of requires.keys()) if (!isMovable(script)) reach(script, rootOf(script));
  return new Map(
    [...requires.keys()].map((script) => {
      const [root = '', ...others] = reachedFrom.get(script) ?? [];
      const moves = isMovable(script) && root !== '' && others.length === 0;
      return [script, moves ? `${root}/${SHARED}/${script}` : script];
    }),
  );
}

/** How a script requires another one from where it is now. */
export function pathBetween(from: string, to: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), to.replace(/\.js$/, ''));
  return relative.startsWith('.') ? relative : `./${relative}`;
}
