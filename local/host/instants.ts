import type { TimerTrigger } from './triggers';

/** A jump over years would fire an hourly timer for minutes: what comes closer together than this part of it is thinned out. */
const MOST_OF_ONE_TIMER = 1_000;

/** The instants of one timer on the way from one instant to another. */
export interface Instants {
  readonly timer: TimerTrigger;
  /** The one that comes next; undefined when there is none left. */
  readonly atMs: number | undefined;
  readonly next: () => void;
}

/** After `fromMs`, up to `untilMs`. However thinned out, the last one is among them. */
export function instantsOf(timer: TimerTrigger, fromMs: number, untilMs: number): Instants {
  const spacingMs = Math.floor((untilMs - fromMs) / MOST_OF_ONE_TIMER);
  const after = (ms: number): number | undefined => {
    const atMs = timer.nextAtMs(ms);
    return atMs !== undefined && atMs <= untilMs ? atMs : undefined;
  };
  const lastAfter = (ms: number): number | undefined => {
    let last = after(ms);
    for (let atMs = last; atMs !== undefined; atMs = after(atMs)) last = atMs;
    return last;
  };
  let atMs = after(fromMs);
  return {
    timer,
    get atMs() {
      return atMs;
    },
    next: () => {
      if (atMs !== undefined) atMs = after(atMs + spacingMs) ?? lastAfter(atMs);
    },
  };
}
