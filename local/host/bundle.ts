import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { isMadeFromTheSame, recordOf } from './made-from';

/** CloudBase offers this runtime; the bundle is made for it, whatever runs it here. */
const RUNTIME = 'node20';

/** What stands beside a function's code. */
const CONFIG = 'config.json';
const HTTP_ACCESS = 'http.json';

/** Beside the functions: what they were made from. */
const RECORD = 'made-from.json';

export interface FunctionBundles {
  /**
   * Bundles every deployable function into one file each, with the package.json and config.json that CloudBase uploads.
   * Nothing is installed there. What stood in the folder before stays until all of it is built: a mistake in the source
   * takes nothing away.
   * @returns the functions' names.
   */
  readonly build: () => Promise<string[]>;
  /** As `build`, unless what stands there was made from the very same files. */
  readonly buildIfChanged: () => Promise<string[]>;
  /** After the build that is under way. */
  readonly close: () => Promise<void>;
}

/** @param sourceFolders Where functions are: folders with `index.ts` and `config.json`. */
export function openFunctionBundles(sourceFolders: readonly string[], outFolder: string): FunctionBundles {
  let building: Promise<unknown> = Promise.resolve();
  const buildAll = async (mayStay: boolean): Promise<string[]> => {
    const sources = (await Promise.all(sourceFolders.map(functionsIn))).flat();
    const settings = sources.flatMap(settingsOf);
    const names = sources.map((source) => path.basename(source));
    const made = [...sources, ...settings];
    if (mayStay && (await isMadeFromTheSame(path.join(outFolder, RECORD), made))) return names;

    // Of its own: another process may be building the same.
    const newFolder = `${outFolder}.${process.pid}.new`;
    await rm(newFolder, { recursive: true, force: true });
    for (const name of names) await mkdir(path.join(newFolder, name), { recursive: true });
    const inputs = await bundle(sources, outFolder, newFolder);
    for (const file of settings) {
      await cp(file, path.join(newFolder, path.basename(path.dirname(file)), path.basename(file)));
    }
    await writeFile(path.join(newFolder, RECORD), await recordOf(made, [...inputs, ...settings, __filename]));
    await rm(outFolder, { recursive: true, force: true });
    await rename(newFolder, outFolder);
    return names;
  };
  const start = (mayStay: boolean) => {
    const built = buildAll(mayStay);
    building = built.catch(() => undefined);
    return built;
  };
  return {
    build: () => start(false),
    buildIfChanged: () => start(true),
    close: async () => void (await building),
  };
}

async function functionsIn(sourceFolder: string): Promise<string[]> {
  return (await readdir(sourceFolder))
    .map((name) => path.join(sourceFolder, name))
    .filter((folder) => ['index.ts', CONFIG].every((file) => existsSync(path.join(folder, file))));
}

const settingsOf = (source: string): string[] =>
  [CONFIG, HTTP_ACCESS].map((file) => path.join(source, file)).filter((file) => existsSync(file));

/**
 * All at once: what they share is read once.
 * @param outFolder Where they will stand: a source map names the source from there.
 * @returns the files that went in.
 */
async function bundle(sources: readonly string[], outFolder: string, newFolder: string): Promise<string[]> {
  const { outputFiles, metafile } = await build({
    entryPoints: sources.map((source) => ({
      in: path.join(source, 'index.ts'),
      out: path.join(path.basename(source), 'index'),
    })),
    outdir: outFolder,
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: RUNTIME,
    format: 'cjs',
    minifySyntax: true,
    sourcemap: 'linked',
    // Each instance reads the whole map when it starts; the sources are at hand where their lines are shown.
    sourcesContent: false,
    logLevel: 'silent',
  });
  for (const file of outputFiles) {
    await writeFile(path.join(newFolder, path.relative(outFolder, file.path)), file.contents);
  }
  for (const source of sources) {
    const name = path.basename(source);
    const text = JSON.stringify({ name, version: '1.0.0', main: 'index.js' }, null, 2);
    await writeFile(path.join(newFolder, name, 'package.json'), `${text}\n`);
  }
  return Object.keys(metafile.inputs).map((file) => path.resolve(file));
}

/** The process that hosts one function instance, bundled too: it starts in a third of the time. */
export async function bundleInstance(outFile: string): Promise<void> {
  const [code] = (
    await build({
      entryPoints: [path.join(__dirname, 'instance-main.ts')],
      write: false,
      bundle: true,
      platform: 'node',
      target: RUNTIME,
      format: 'cjs',
      logLevel: 'silent',
    })
  ).outputFiles;
  await mkdir(path.dirname(outFile), { recursive: true });
  // Never half written: another process may be starting an instance from it.
  await writeFile(`${outFile}.${process.pid}.new`, code?.contents ?? '');
  await rename(`${outFile}.${process.pid}.new`, outFile);
}
