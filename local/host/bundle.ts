import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** CloudBase offers this runtime; the bundle is made for it, whatever runs it here. */
const RUNTIME = 'node20';

/**
 * Bundles every deployable function (a folder with `index.ts` and `config.json`) into one file each, with the
 * package.json and config.json that CloudBase uploads. Nothing is installed there. What stood in the folder before stays
 * until all of it is built: a mistake in the source takes nothing away.
 * @returns the functions' names.
 */
export async function bundleFunctions(sourceFolder: string, outFolder: string): Promise<string[]> {
  const names = (await readdir(sourceFolder)).filter((name) =>
    ['index.ts', 'config.json'].every((file) => existsSync(path.join(sourceFolder, name, file))),
  );
  const newFolder = `${outFolder}.new`;
  await rm(newFolder, { recursive: true, force: true });
  await Promise.all(
    names.map((name) => bundleFunction(path.join(sourceFolder, name), path.join(newFolder, name))),
  );
  await rm(outFolder, { recursive: true, force: true });
  await rename(newFolder, outFolder);
  return names;
}

async function bundleFunction(source: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  await Promise.all([
    build({
      entryPoints: [path.join(source, 'index.ts')],
      outfile: path.join(out, 'index.js'),
      bundle: true,
      platform: 'node',
      target: RUNTIME,
      format: 'cjs',
      minifySyntax: true,
      sourcemap: 'linked',
      logLevel: 'silent',
    }),
    cp(path.join(source, 'config.json'), path.join(out, 'config.json')),
    writeFile(
      path.join(out, 'package.json'),
      `${JSON.stringify({ name: path.basename(out), version: '1.0.0', main: 'index.js' }, null, 2)}\n`,
    ),
  ]);
}

/** The process that hosts one function instance, bundled too: it starts in a third of the time. */
export async function bundleInstance(outFile: string): Promise<void> {
  await build({
    entryPoints: [path.join(__dirname, 'instance-main.ts')],
    outfile: outFile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
}
