import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder's own entry and its files' entries must survive a power cut too. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  for (const folder of [path, dirname(path)]) {
    const handle = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
}
