import type { Host } from '../host';
import type { Performer } from './perform';
import type { Stretch } from './plan';
import type { Step } from './step';

/** More than a two-core machine can use only makes whoever looks at the page wait. */
const SIDE_BY_SIDE = 3;

/**
 * Lives the stretches one after another, from the one numbered `from`.
 * @param signal Ends it after the steps that are under way.
 * @returns after each stretch how many are lived now. A stretch that was left in the middle is lived again: each of its
 *   steps has an id of its own and is carried out once.
 */
export async function* live(
  stretches: readonly Stretch[],
  from: number,
  { host, performer, signal }: { host: Host; performer: Performer; signal: AbortSignal },
): AsyncGenerator<number, void> {
  for (const [index, { timersAtMs, lives }] of stretches.entries()) {
    if (index < from) continue;
    if (timersAtMs !== null && !signal.aborted) {
      for (const timer of host.timers) await host.runTimer(timer, { stoppedAtMs: timersAtMs });
    }
    const waiting = lives.values();
    const worker = async () => {
      for (const life of waiting) await liveOne(life, performer, signal);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    if (signal.aborted) return;
    yield index + 1;
  }
}

async function liveOne(life: readonly Step[], performer: Performer, signal: AbortSignal): Promise<void> {
  for (const step of life) {
    if (signal.aborted) return;
    await performer.perform(step);
  }
}
