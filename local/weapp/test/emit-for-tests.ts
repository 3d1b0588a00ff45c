import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { emitMiniProgram } from '../emit';

interface Config {
  readonly usingComponents?: Readonly<Record<string, string>>;
}

/**
 * Writes the mini program for WeChat into a folder, in a process of its own: esbuild does not run under jsdom.
 * `miniprogram-simulate` finds a package's components by their path from the root, its scripts as Node does, and knows
 * nothing of what `app.json` declares for all.
 */
async function main([out = '', kind]: string[]): Promise<void> {
  const root = path.join(__dirname, '../../..');
  await emitMiniProgram(path.join(root, 'miniprogram'), path.join(root, 'node_modules'), out);
  if (kind !== 'simulate') return;
  const app = JSON.parse(await readFile(path.join(out, 'app.json'), 'utf8')) as Config;
  for (const file of await readdir(out, { recursive: true }))
    if (file.endsWith('.json') && file !== 'app.json')
      await writePathsFromRoot(path.join(out, file), file.startsWith('miniprogram_npm') ? {} : app);
  await symlink(path.join(out, 'miniprogram_npm'), path.join(out, 'node_modules'));
}

async function writePathsFromRoot(file: string, app: Config): Promise<void> {
  const config = JSON.parse(await readFile(file, 'utf8')) as Config;
  const using = Object.entries({ ...app.usingComponents, ...config.usingComponents }).map(([tag, target]) => [
    tag,
    /^[./]/.test(target) ? target : `/miniprogram_npm/${target}`,
  ]);
  await writeFile(file, JSON.stringify({ ...config, usingComponents: Object.fromEntries(using) as unknown }));
}

void main(process.argv.slice(2));
