import { expect, it } from '@jest/globals';
import { build } from 'esbuild';
import path from 'node:path';

it('adds little to a function, and nothing but itself, the SDK and valibot', async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: ['cloudbase-wechat', 'open-group-data', 'open-push', 'echo-of', 'read-media-verdict'].map(
      (name) => path.join(__dirname, `${name}.ts`),
    ),
    absWorkingDir: __dirname,
    bundle: true,
    platform: 'node',
    external: ['@cloudbase/node-sdk'],
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const foreign = Object.keys(metafile.inputs).filter((file) => file.startsWith('..'));
  expect(foreign.every((file) => file.includes('/node_modules/valibot/'))).toBe(true);
  const sizeBytes = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
  expect(sizeBytes).toBeLessThan(32 * 1024);
});
