import { describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { readApp } from '../preview/build/app-config';
import { builtinNames } from '../preview/build/builtin-names';
import { Source } from '../preview/build/source';
import { npmFolder } from '../preview/test/harness';

const gallery = path.join(__dirname, 'miniprogram');
const app = path.resolve(__dirname, '../../miniprogram');

const textsOf = (folder: string, ending: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));

/** Tags that stand in a mini program's own templates. */
const tagsOf = (folder: string): Set<string> =>
  new Set(
    textsOf(folder, '.wxml').flatMap((text) =>
      [...text.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<([a-z][\w-]*)/g)].map(([, tag]) => String(tag)),
    ),
  );

/** Components of Vant that a mini program needs: those it names, those that these need, those its scripts call. */
function vantOf(folder: string): string[] {
  const parts = readApp(new Source(folder, npmFolder)).parts.map((part) => part.path);
  const imports = textsOf(folder, '.ts').flatMap((text) =>
    [...text.matchAll(/from '(@vant\/weapp\/[\w-]+)/g)].map(([, name]) => `miniprogram_npm/${name}`),
  );
  const names = [...parts, ...imports].flatMap(
    (name) => /^miniprogram_npm\/@vant\/weapp\/([\w-]+)/.exec(name)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

describe('the gallery shows', () => {
  test('every built-in that the preview has', () => {
    const shown = tagsOf(gallery);
    expect([...builtinNames].filter((name) => !shown.has(name))).toEqual([]);
  });

  test('every component of Vant that the app uses', () => {
    const shown = tagsOf(gallery);
    const used = vantOf(app);
    expect(used).not.toEqual([]);
    expect(used.filter((name) => !shown.has(`van-${name}`))).toEqual([]);
  });
});
