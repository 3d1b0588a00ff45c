import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { builtOrKept } from '../build/kept';

describe('what a start has built', () => {
  let folder: string;
  let builds: number;

  const fileOf = (...parts: string[]) => path.join(folder, ...parts);
  const write = (text: string, ...parts: string[]) => {
    fs.mkdirSync(path.dirname(fileOf(...parts)), { recursive: true });
    fs.writeFileSync(fileOf(...parts), text);
  };
  const start = async (base = '') => {
    const from = { folders: [fileOf('mini')], npmFolder: fileOf('npm'), base };
    const files = await builtOrKept(fileOf('dist', 'app.json'), from, () => {
      builds += 1;
      return Promise.resolve(new Map([['app.js', `build ${builds}`]]));
    });
    return files.get('app.js');
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kept-'));
    builds = 0;
    write('App({})', 'mini', 'app.ts');
    write('<view />', 'mini', 'pages', 'a.wxml');
    write('{}', 'npm', '.package-lock.json');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('is taken over by the next', async () => {
    expect([await start(), await start(), await start()]).toEqual(['build 1', 'build 1', 'build 1']);
  });

  it.each([
    ['a file is changed', () => write('<text />', 'mini', 'pages', 'a.wxml')],
    ['a file comes', () => write('', 'mini', 'pages', 'a.wxss')],
    ['a file goes', () => fs.rmSync(fileOf('mini', 'pages', 'a.wxml'))],
    ['a file is moved', () => fs.renameSync(fileOf('mini', 'app.ts'), fileOf('mini', 'app.js'))],
    ['packages are installed', () => write('{"packages":{}}', 'npm', '.package-lock.json')],
    ['what is kept cannot be read', () => write('[', 'dist', 'app.json')],
  ])('is built anew when %s', async (_what, change) => {
    await start();
    change();
    expect([await start(), await start()]).toEqual(['build 2', 'build 2']);
  });

  it('is built anew for other addresses', async () => {
    expect([await start(), await start('/gallery')]).toEqual(['build 1', 'build 2']);
  });

  it('is not kept where nothing says which packages are installed', async () => {
    fs.rmSync(fileOf('npm', '.package-lock.json'));
    expect([await start(), await start()]).toEqual(['build 1', 'build 2']);
  });
});
