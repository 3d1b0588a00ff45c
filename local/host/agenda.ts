import type { HostClock } from './clock';
import { instantsOf, type Instants } from './instants';
import type { TimerTrigger } from './triggers';

/** Something that time brought about. */
export interface Fired {
  readonly atMs: number;
  /** A function, or who else was called. */
  readonly function: string;
  readonly trigger: string;
  readonly isAnswered: boolean;
}

/** What becomes due by itself, besides timers: pushes, notices. */
export interface Deliveries {
  /** The earliest; undefined where nothing waits. */
  readonly nextAtMs: () => number | undefined;
  /** Delivers what is due by the clock. */
  readonly deliver: () => Promise<readonly Omit<Fired, 'atMs'>[]>;
}

export interface AgendaOptions {
  readonly clock: HostClock;
  readonly timers: () => readonly TimerTrigger[];
  /** @returns whether the function answered. */
  readonly runTimer: (timer: TimerTrigger) => Promise<boolean>;
  readonly deliveries: readonly Deliveries[];
  /** Up to this instant, all timers have fired. */
  readonly doneUntilMs: number;
  /** What must outlive the process: how far the clock goes, before it goes; and how far the timers have come. */
  readonly onMove: (clockOffsetMs: number) => void;
  readonly onDone: (doneUntilMs: number) => void;
}

/** How late something may come about while the clock runs by itself. */
const LOOK_EVERY_MS = 250;

/**
 * What time brings about, in its order, whether time passes by itself or is moved ahead: then the clock stops at each
 * instant on the way, so that whatever is called there sees that instant as now.
 */
export class Agenda {
  private doneUntilMs: number;
  private ticking: NodeJS.Timeout | undefined;
  private work: Promise<unknown> = Promise.resolve();
  private movesUnderWay = 0;
  private isStopped = false;

  constructor(private readonly options: AgendaOptions) {
    this.doneUntilMs = options.doneUntilMs;
  }

  /** Whether the clock is on its way somewhere. */
  get isMoving(): boolean {
    return this.movesUnderWay > 0;
  }

  /**
   * From now on timers fire; before, the clock can be moved without them. Those that were missed come first, once each: the
   * platform promises no more for its own outages, so whatever a timer does must be able to make good.
   */
  async start(): Promise<void> {
    await this.exclusively(() => this.catchUp());
    this.ticking = setInterval(() => void this.tick(), LOOK_EVERY_MS);
  }

  /** Ends in the middle of a move, too: after what is running just now. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.ticking);
    await this.work;
  }

  /**
   * Moves the clock ahead, through all that is due on the way.
   * @returns what came about, in order; undefined, and nothing is moved, where `toMs` lies in the past.
   */
  async moveTo(toMs: number): Promise<readonly Fired[] | undefined> {
    this.movesUnderWay += 1;
    try {
      return await this.exclusively(async () => {
        const { clock, onMove } = this.options;
        if (toMs < clock.nowMs()) return undefined;
        onMove(toMs - Date.now());
        const fired = await this.passUntil(toMs);
        if (!this.isStopped) clock.moveTo(toMs);
        return fired;
      });
    } finally {
      this.movesUnderWay -= 1;
    }
  }

  /** Nothing comes about while the work runs. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.work.then(work);
    this.work = result.catch(() => undefined);
    return result;
  }

  /** The clock was set with all data: what lay before that instant has been. Only within `exclusively`. */
  resetTo(doneUntilMs: number): void {
    this.doneUntilMs = doneUntilMs;
    this.options.onDone(doneUntilMs);
  }

  private async catchUp(): Promise<void> {
    const { clock, timers, runTimer } = this.options;
    const nowMs = clock.nowMs();
    for (const timer of timers()) {
      const missedAtMs = timer.nextAtMs(this.doneUntilMs);
      if (missedAtMs !== undefined && missedAtMs <= nowMs && !this.isStopped) await runTimer(timer);
    }
    if (!this.isStopped) this.resetTo(Math.max(nowMs, this.doneUntilMs));
  }

  private async tick(): Promise<void> {
    if (this.isMoving) return;
    await this.exclusively(async () => {
      const nowMs = this.options.clock.nowMs();
      if (nowMs > this.doneUntilMs && this.isDueBy(nowMs)) await this.passUntil(nowMs);
    });
  }

  private isDueBy(nowMs: number): boolean {
    const { timers, deliveries } = this.options;
    return (
      deliveries.some((each) => (each.nextAtMs() ?? Infinity) <= nowMs) ||
      timers().some((timer) => (timer.nextAtMs(this.doneUntilMs) ?? Infinity) <= nowMs)
    );
  }

  private async passUntil(untilMs: number): Promise<Fired[]> {
    const { clock, timers, runTimer, deliveries, onDone } = this.options;
    const fired: Fired[] = [];
    // Before the start, timers are held.
    const waiting = this.ticking ? timers().map((timer) => instantsOf(timer, this.doneUntilMs, untilMs)) : [];
    while (!this.isStopped) {
      const first = earliestOf(waiting);
      const deliveryAtMs = Math.min(...deliveries.map((each) => each.nextAtMs() ?? Infinity));
      const atMs = Math.min(first?.atMs ?? Infinity, Math.max(deliveryAtMs, this.doneUntilMs));
      if (atMs > untilMs) break;
      clock.moveTo(atMs);
      if (first?.atMs === atMs) {
        const { functionName, name } = first.timer;
        fired.push({ atMs, function: functionName, trigger: name, isAnswered: await runTimer(first.timer) });
        first.next();
      } else {
        for (const { deliver } of deliveries) {
          fired.push(...(await deliver()).map((delivered) => ({ atMs, ...delivered })));
        }
      }
      this.doneUntilMs = atMs;
    }
    if (!this.isStopped) this.doneUntilMs = untilMs;
    onDone(this.doneUntilMs);
    return fired;
  }
}

const earliestOf = (waiting: readonly Instants[]): Instants | undefined =>
  waiting.reduce<Instants | undefined>(
    (first, each) => (each.atMs !== undefined && each.atMs < (first?.atMs ?? Infinity) ? each : first),
    undefined,
  );
