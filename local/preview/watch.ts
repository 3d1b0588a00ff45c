import fs from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps; what comes within this time is one change. */
const settleMs = 60;

export interface Watching {
  close(): void;
}

/**
 * Calls `onChange` after anything in the folders was saved, once for what belongs together. While one call runs, the
 * next waits for its end, so that two builds never run into each other. What it rejects with goes to `onError`.
 */
export function watchFolders(
  folders: readonly string[],
  onChange: () => Promise<void>,
  onError: (error: unknown) => void = console.error,
): Watching {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(onChange).catch(onError);
    }, settleMs);
  };
  const watchers = folders.map((folder) => {
    const watcher = fs.watch(folder, { recursive: true, persistent: false }, (_, file) => {
      if (file === null || !isIgnored(file)) changed();
    });
    // A folder that is removed while it is watched is no reason to end the server.
    watcher.on('error', () => undefined);
    return watcher;
  });
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** What editors leave beside a file while they write it. */
function isIgnored(file: string): boolean {
  const name = path.basename(file);
  return name.startsWith('.') || name.endsWith('~') || name.endsWith('.swp') || name === '4913';
}
