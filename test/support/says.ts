import type { StartedProcess } from './process';

const LOOK_EVERY_MS = 10;

/** Waits until the process has printed so; fails with all that it printed when it ends before. */
export async function untilItSays(process: StartedProcess, wanted: RegExp): Promise<void> {
  let ended = false;
  void process.exited.then(() => (ended = true));
  while (!wanted.test(process.output)) {
    if (ended) throw new Error(`ended without ${wanted}:\n${process.output}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
