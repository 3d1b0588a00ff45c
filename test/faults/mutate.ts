import { build as bundleOf, type Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import type { brokenBy } from './interleavings';
import type { simulate } from './ledger/simulate';
import type { Mutant } from './mutant';

const root = path.join(__dirname, '../..');

export type Simulate = typeof simulate;

/** The simulation with a defect in the sources that it runs; production code carries no hook for it. */
export const mutated = async (mutant: Mutant): Promise<Simulate> =>
  (await bundled<{ simulate: Simulate }>(mutant, 'test/faults/ledger/simulate.ts')).simulate;

const mutatedInterleavings = (mutant: Mutant) =>
  bundled<{ brokenBy: typeof brokenBy }>(mutant, 'test/faults/interleavings/index.ts');

async function bundled<Module>(mutant: Mutant, entryPoint: string): Promise<Module> {
  const applied = new Map(mutant.edits.map((edit) => [edit, 0]));
  const bundle = await bundleOf({
    entryPoints: [path.join(root, entryPoint)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    logLevel: 'error',
    plugins: [mutating(mutant, applied)],
  });
  for (const [edit, times] of applied) {
    if (times !== 1) throw new Error(`${mutant.name}: ${edit.file} is not part of ${entryPoint}`);
  }
  const module = { exports: {} };
  const wrapped = `(function (module, exports, require) {${bundle.outputFiles[0]?.text ?? ''}\n})`;
  const run = runInThisContext(wrapped, { filename: `${mutant.name}.cjs` }) as (
    ...scope: readonly unknown[]
  ) => void;
  run(module, module.exports, createRequire(path.join(root, 'package.json')));
  return module.exports as Module;
}

function mutating(mutant: Mutant, applied: Map<Mutant['edits'][number], number>): Plugin {
  return {
    name: 'mutant',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const own = mutant.edits.filter((edit) => path.join(root, edit.file) === file);
        if (own.length === 0) return undefined;
        let contents = readFileSync(file, 'utf8');
        for (const edit of own) {
          contents = changed(mutant.name, contents, edit);
          applied.set(edit, (applied.get(edit) ?? 0) + 1);
        }
        return { contents, loader: 'ts' };
      });
    },
  };
}

/** @throws Error unless the text stands there exactly once: a list that no longer fits proves nothing. */
export function changed(
  name: string,
  text: string,
  { file, find, replace }: Mutant['edits'][number],
): string {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(`${name}: found ${parts.length - 1} times in ${file}, not once: ${find}`);
  }
  return parts.join(replace);
}

export interface Caught {
  /** A seed, or an interleaving. */
  readonly at: string;
  readonly by: string;
}

/** Where somebody notices first. */
export async function caught(mutant: Mutant, seeds: number): Promise<Caught | undefined> {
  const { interleaving } = mutant;
  if (interleaving !== undefined) {
    const { brokenBy: broken } = await mutatedInterleavings(mutant);
    return caughtAt(interleaving, await broken(interleaving));
  }
  const simulateMutant = await mutated(mutant);
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { violation } = await simulateMutant(seed);
    if (violation !== undefined) return caughtAt(`seed ${seed}`, violation);
  }
  return undefined;
}

const caughtAt = (at: string, violation: string | undefined): Caught | undefined =>
  violation === undefined ? undefined : { at, by: violation.split(':')[0] ?? violation };
