import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFunctionBundles, type FunctionBundles } from './index';

const folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
const made = path.join(folder, 'out/one/index.js');
let bundles: FunctionBundles;

const save = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const madeBy = async (build: () => Promise<string[]>): Promise<boolean> => {
  const before = statSync(made, { throwIfNoEntry: false })?.ino;
  expect(await build()).toEqual(['one']);
  return statSync(made).ino !== before;
};

beforeAll(() => {
  save('functions/one/index.ts', "import { word } from '../word';\nexport const main = () => word;\n");
  save('functions/one/config.json', '{}');
  save('functions/word.ts', "export const word = 'before';\n");
  bundles = openFunctionBundles([path.join(folder, 'functions')], path.join(folder, 'out'));
});
afterAll(async () => {
  await bundles.close();
  rmSync(folder, { recursive: true, force: true });
});

it('is built again only when something that goes in has changed, or when that is asked for', async () => {
  expect(await madeBy(bundles.buildIfChanged)).toBe(true);
  expect(await madeBy(bundles.buildIfChanged)).toBe(false);
  expect(await madeBy(bundles.build)).toBe(true);

  save('functions/word.ts', "export const word = 'after';\n");
  expect(await madeBy(bundles.buildIfChanged)).toBe(true);
  expect(readFileSync(made, 'utf8')).toContain('after');

  save('functions/one/http.json', '{"path":"/one"}');
  expect(await madeBy(bundles.buildIfChanged)).toBe(true);
  expect(existsSync(path.join(folder, 'out/one/http.json'))).toBe(true);
  expect(await madeBy(bundles.buildIfChanged)).toBe(false);
});

it('leaves what stood there when the source has a mistake, and builds when that is mended', async () => {
  save('functions/word.ts', 'export const word = ;\n');
  await expect(bundles.buildIfChanged()).rejects.toThrow('word.ts');
  expect(readFileSync(made, 'utf8')).toContain('after');
  save('functions/word.ts', "export const word = 'mended';\n");
  expect(await madeBy(bundles.buildIfChanged)).toBe(true);
});
