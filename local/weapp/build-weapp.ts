import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openFunctionBundles } from '../host';
import { BuildError } from '../preview';
import { emitMiniProgram } from './emit';
import { isOver, packageSizes, sizeLine } from './sizes';

const root = path.join(__dirname, '../..');
const out = path.join(root, 'dist/weapp');

/** Settings for sources that are compiled and packed already. */
const doneHere = ['useCompilerPlugins', 'packNpmManually', 'packNpmRelationList'];

interface ProjectConfig {
  setting: Record<string, unknown>;
  [field: string]: unknown;
}

/** Makes the folder that WeChat DevTools opens and uploads. Reads nothing but this project and its packages. */
async function buildForWeChat(): Promise<boolean> {
  await rm(out, { recursive: true, force: true });
  const bundles = openFunctionBundles([path.join(root, 'cloudfunctions')], path.join(out, 'cloudfunctions'));
  const [emitted, functions] = await Promise.all([
    emitMiniProgram(
      path.join(root, 'miniprogram'),
      path.join(root, 'node_modules'),
      path.join(out, 'miniprogram'),
    ),
    bundles.build(),
  ]);
  await bundles.close();
  await writeProjectConfig();
  const sizes = packageSizes(emitted);
  console.log(sizes.map(sizeLine).join('\n'));
  console.log(`cloud functions: ${functions.join(', ')}`);
  console.log(`WeChat DevTools opens ${path.relative(process.cwd(), out)}`);
  return !sizes.some(isOver);
}

async function writeProjectConfig(): Promise<void> {
  const text = await readFile(path.join(root, 'project.config.json'), 'utf8');
  const config = JSON.parse(text) as ProjectConfig;
  const setting = Object.fromEntries(
    Object.entries(config.setting).filter(([name]) => !doneHere.includes(name)),
  );
  const made = { ...config, miniprogramRoot: 'miniprogram/', cloudfunctionRoot: 'cloudfunctions/', setting };
  await writeFile(path.join(out, 'project.config.json'), `${JSON.stringify(made, null, 2)}\n`);
}

buildForWeChat().then(
  (withinBudget) => process.exit(withinBudget ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof BuildError ? error.message : error);
    process.exit(1);
  },
);
