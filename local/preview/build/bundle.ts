import path from 'node:path';
import esbuild, { type BuildFailure, type BuildOptions, type Plugin } from 'esbuild';
import type { BuiltApp } from '../model';
import type { AppParts } from './app-config';
import { BuildError } from './error';
import type { Source } from './source';

const common = {
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  platform: 'browser',
  charset: 'utf8',
  logLevel: 'silent',
  define: { 'process.env.NODE_ENV': '"development"' },
} as const satisfies BuildOptions;

let hostFiles: Promise<ReadonlyMap<string, string>> | undefined;

/** The preview's own browser code: the same for every mini program, so that one build serves the whole process. */
export function bundleHost(): Promise<ReadonlyMap<string, string>> {
  hostFiles ??= buildHost();
  return hostFiles;
}

async function buildHost(): Promise<ReadonlyMap<string, string>> {
  const folder = path.resolve(__dirname, '..');
  const result = await esbuild.build({
    ...common,
    absWorkingDir: folder,
    entryPoints: [
      { in: 'runtime/boot.ts', out: 'runtime' },
      { in: 'runtime/styles/phone.css', out: 'phone' },
      { in: 'runtime/code-reader.ts', out: 'code-reader' },
      { in: 'runtime/live.ts', out: 'live' },
      { in: 'panel/panel.ts', out: 'panel' },
      { in: 'panel/panel.css', out: 'panel' },
    ],
    outdir: folder,
    sourcemap: false,
    tsconfigRaw: '{}',
  });
  return new Map(result.outputFiles.map((file) => [path.basename(file.path), file.text]));
}

/** The mini program's scripts, templates and styles as one script that hands them to the runtime. */
export async function bundleApp(
  source: Source,
  app: AppParts,
  built: BuiltApp,
  templates: string,
): Promise<ReadonlyMap<string, string>> {
  const modules = ['app', ...app.parts.map((part) => part.path)]
    .map((part) => `${JSON.stringify(part)}: () => require(${JSON.stringify(`part:${part}`)})`)
    .join(',\n');
  const entry = `startPreview({ built: ${JSON.stringify(built)}, templates: ${templates}, modules: {${modules}} });`;
  try {
    const result = await esbuild.build({
      ...common,
      stdin: { contents: entry, resolveDir: source.folder, sourcefile: 'preview-entry.js', loader: 'js' },
      absWorkingDir: path.dirname(source.folder),
      nodePaths: [source.npmFolder],
      outfile: 'app.js',
      // Beside the script: only who opens the developer tools fetches it.
      sourcemap: 'linked',
      sourcesContent: true,
      tsconfigRaw: '{}',
      plugins: [miniProgramModules(source)],
    });
    return new Map(result.outputFiles.map((file) => [path.basename(file.path), file.text]));
  } catch (error) {
    throw asBuildError(error, source);
  }
}

function miniProgramModules(source: Source): Plugin {
  return {
    name: 'mini-program-modules',
    setup(build) {
      build.onResolve({ filter: /^part:/ }, ({ path: specifier }) => {
        const base = specifier.slice('part:'.length);
        const file = [`${base}.ts`, `${base}.js`].find((candidate) => source.exists(candidate));
        if (file === undefined) return { errors: [{ text: `there is no ${base}.ts` }] };
        return { path: source.real(file) };
      });
      build.onResolve({ filter: /^[^./]/ }, ({ path: specifier, importer }) => {
        const fromMiniProgram = importer.startsWith(source.folder + path.sep);
        const script = fromMiniProgram ? source.npmScript(specifier) : undefined;
        return script === undefined ? undefined : { path: script };
      });
    },
  };
}

function asBuildError(error: unknown, source: Source): unknown {
  const first = (error as Partial<BuildFailure>).errors?.[0];
  if (!first) return error;
  return new BuildError(first.text, first.location?.file ?? source.shown('app.ts'), first.location?.line);
}
