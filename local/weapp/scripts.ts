import { build, transform, type TransformFailure } from 'esbuild';
import { BuildError } from '../preview/build/error';
import type { Source } from '../preview/build/source';

/**
 * What the oldest phones read that WeChat still supports with the base library of project.config.json; DevTools need
 * not compile it once more.
 */
const TARGET = 'es2018';

/** The script under a path that ends in `.js`: own TypeScript as CommonJS, a package's file as it is. */
export async function compileScript(source: Source, file: string): Promise<string | undefined> {
  const typescript = file.replace(/\.js$/, '.ts');
  const own = source.isNpm(file) ? undefined : source.read(typescript);
  if (own === undefined) return source.read(file);
  try {
    const { code } = await transform(own, {
      loader: 'ts',
      format: 'cjs',
      target: TARGET,
      charset: 'utf8',
      logLevel: 'silent',
      tsconfigRaw: '{}',
    });
    return code;
  } catch (error) {
    const [first] = (error as Partial<TransformFailure>).errors ?? [];
    if (!first) throw error;
    throw new BuildError(first.text, source.shown(typescript), first.location?.line);
  }
}

/** One file of a package's entry, as DevTools' own packing makes it. */
export async function packPackage(source: Source, name: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = require(${JSON.stringify(name)})`, resolveDir: source.npmFolder },
    bundle: true,
    write: false,
    format: 'cjs',
    target: TARGET,
    platform: 'neutral',
    mainFields: ['main'],
    minify: true,
    charset: 'utf8',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
