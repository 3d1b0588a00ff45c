import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import { buildSync } from 'esbuild';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

interface Readers {
  readonly PNG: { readonly sync: { readonly read: (png: Buffer) => Picture } };
  /** It shares nothing with the code's maker. */
  readonly decode: (picture: Picture) => string;
}

/** Bundled, since `qr` comes as a module only, and run outside of jest's sandbox, where each pixel takes its time. */
function loadReaders(): Readers {
  const { outputFiles } = buildSync({
    stdin: {
      contents: "export { default as decode } from 'qr/decode.js'; export { PNG } from 'pngjs';",
      resolveDir: __dirname,
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
  });
  const module: { exports: unknown } = { exports: {} };
  const code = `(module, exports, require) => {${outputFiles[0]?.text ?? ''}}`;
  const run = new Script(code).runInThisContext() as (...parts: unknown[]) => void;
  run(module, module.exports, createRequire(__filename));
  return module.exports as Readers;
}

let readers: Readers | undefined;

export function readPng(png: Buffer): Picture {
  readers ??= loadReaders();
  return readers.PNG.sync.read(png);
}

/** What a camera reads in a picture. Throws where there is no code in it. */
export function scan(png: Buffer): string {
  const picture = readPng(png);
  const data = Uint8Array.from(picture.data);
  return readers?.decode({ width: picture.width, height: picture.height, data }) ?? '';
}
