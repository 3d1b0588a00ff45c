import { build as bundleOf, type Plugin } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import type { simulate } from './ledger/simulate';
import type { Mutant } from './mutant';

const root = path.join(__dirname, '../..');

export type Simulate = typeof simulate;

/** The simulation with a defect in the sources that it runs; production code carries no hook for it. */
export async function mutated(mutant: Mutant): Promise<Simulate> {
  const applied = new Map(mutant.edits.map((edit) => [edit, 0]));
  const bundle = await bundleOf({
    entryPoints: [path.join(root, 'test/faults/ledger/simulate.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    logLevel: 'error',
    plugins: [mutating(mutant, applied)],
  });
  for (const [edit, times] of applied) {
    if (times !== 1) throw new Error(`${mutant.name}: ${edit.file} is not part of the simulation`);
  }
  const module: { exports: { simulate?: Simulate } } = { exports: {} };
  const wrapped = `(function (module, exports, require) {${bundle.outputFiles[0]?.text ?? ''}\n})`;
  const run = runInThisContext(wrapped, { filename: `${mutant.name}.cjs` }) as (
    ...scope: readonly unknown[]
  ) => void;
  run(module, module.exports, createRequire(path.join(root, 'package.json')));
  if (!module.exports.simulate) throw new Error(`${mutant.name}: the bundle has no simulation`);
  return module.exports.simulate;
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
  readonly seed: number;
  readonly by: string;
}

/** The first seed at which somebody notices. */
export async function caught(mutant: Mutant, seeds: number): Promise<Caught | undefined> {
  const simulateMutant = await mutated(mutant);
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { violation } = await simulateMutant(seed);
    if (violation !== undefined) return { seed, by: violation.split(':')[0] ?? violation };
  }
  return undefined;
}
