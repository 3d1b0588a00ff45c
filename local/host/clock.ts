/** How a function's process reads the time: the machine's clock moved, or one that stands at an instant. */
export type ClockReading = { readonly offsetMs: number } | { readonly stoppedAtMs: number };

/** The machine's clock as everything here sees it. It can be moved ahead; going back would undo history. */
export class HostClock {
  constructor(public offsetMs: number) {}

  readonly nowMs = (): number => Date.now() + this.offsetMs;

  /** @returns false, and moves nothing, where `toMs` lies in the past of this clock. */
  moveTo(toMs: number): boolean {
    if (toMs < this.nowMs()) return false;
    this.offsetMs = Math.round(toMs - Date.now());
    return true;
  }
}
