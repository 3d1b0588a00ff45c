import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HostError } from './host-error';
import { writeAside } from './write-aside';

/** What the host itself remembers in the data folder. */
export interface HostState {
  readonly clockOffsetMs: number;
  /** Up to this instant, all timers have fired. */
  readonly timersDoneUntilMs: number;
  /** `none`: started with --empty; `begun`: stopped in the middle, goes on at the next start. */
  readonly demo: 'none' | 'begun' | 'done';
  /** The instant that the demo's history leads up to: going on a day later is still the same history. */
  readonly demoUntilMs: number;
  /** How many stretches of it are lived. */
  readonly demoLived: number;
}

export const STATE_FILE = 'host.json';

const fileOf = (folder: string) => path.join(folder, STATE_FILE);

/** @returns undefined where the folder is new. */
export function readState(folder: string): HostState | undefined {
  const file = fileOf(folder);
  if (!existsSync(file)) return undefined;
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<HostState>;
    return { ...newState('none', 0), ...stored };
  } catch {
    throw new HostError(
      `${file} is damaged. Choose another folder with --data, or begin anew: npm start -- --reset`,
    );
  }
}

export const newState = (demo: 'none' | 'begun', nowMs: number): HostState => ({
  clockOffsetMs: 0,
  timersDoneUntilMs: nowMs,
  demo,
  demoUntilMs: nowMs,
  demoLived: 0,
});

export const writeState = (folder: string, state: HostState): void =>
  writeAside(fileOf(folder), `${JSON.stringify(state)}\n`);
