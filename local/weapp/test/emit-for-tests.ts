import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { emitMiniProgram } from '../emit';

/**
 * Writes the mini program for WeChat into a folder, in a process of its own: esbuild does not run under jsdom.
 * `miniprogram-simulate` finds a package's components by their path from the root, and its scripts as Node does.
 */
async function main([out = '', kind]: string[]): Promise<void> {
  const root = path.join(__dirname, '../../..');
  await emitMiniProgram(path.join(root, 'miniprogram'), path.join(root, 'node_modules'), out);
  if (kind !== 'simulate') return;
  await symlink(path.join(out, 'miniprogram_npm'), path.join(out, 'node_modules'));
  for (const folder of ['components', 'miniprogram_npm'])
    for (const file of await readdir(path.join(out, folder), { recursive: true }))
      if (file.endsWith('.json')) await writePathsFromRoot(path.join(out, folder, file));
}

async function writePathsFromRoot(file: string): Promise<void> {
  const config = JSON.parse(await readFile(file, 'utf8')) as { usingComponents?: Record<string, string> };
  const using = Object.entries(config.usingComponents ?? {}).map(([tag, target]) => [
    tag,
    /^[./]/.test(target) ? target : `/miniprogram_npm/${target}`,
  ]);
  await writeFile(file, JSON.stringify({ ...config, usingComponents: Object.fromEntries(using) as unknown }));
}

void main(process.argv.slice(2));
