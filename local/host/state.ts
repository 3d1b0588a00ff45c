import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HostError } from './host-error';

/** What the host itself remembers in the data folder. */
export interface HostState {
  readonly clockOffsetMs: number;
  /** `none`: started with --empty; `begun`: stopped in the middle, goes on at the next start. */
  readonly demo: 'none' | 'begun' | 'done';
}

const fileOf = (folder: string) => path.join(folder, 'host.json');

/** @returns undefined where the folder is new. */
export function readState(folder: string): HostState | undefined {
  const file = fileOf(folder);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as HostState;
  } catch {
    throw new HostError(
      `${file} is damaged. Choose another folder with --data, or delete this one to begin anew.`,
    );
  }
}

export function writeState(folder: string, state: HostState): void {
  const file = fileOf(folder);
  writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`);
  renameSync(`${file}.new`, file);
}
