import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../../..');

/** A folder with the mini program as it goes to WeChat. */
export function emittedFolder(kind: 'plain' | 'simulate'): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'weapp-'));
  execFileSync(
    process.execPath,
    ['--import', 'tsx', path.join(__dirname, 'emit-for-tests.ts'), path.join(folder, 'mini'), kind],
    { cwd: root },
  );
  return {
    folder: path.join(folder, 'mini'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Every part of the mini program's own that says it is a component, by its path. */
export function ownComponents(): string[] {
  const folder = path.join(root, 'miniprogram');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && isComponent(path.join(folder, file)))
    .map((file) =>
      file
        .split(path.sep)
        .join('/')
        .replace(/\.json$/, ''),
    )
    .sort();
}

const isComponent = (file: string): boolean =>
  (JSON.parse(readFileSync(file, 'utf8')) as { component?: boolean }).component === true;
