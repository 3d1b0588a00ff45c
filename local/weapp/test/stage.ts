import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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

export function ownComponents(): string[] {
  return readdirSync(path.join(root, 'miniprogram/components')).sort();
}
