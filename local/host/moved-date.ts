/**
 * Moves the clock of this process: `Date.now()` and `new Date()` show what `shownMs` makes of the real time. So the
 * function itself is the same code as in production and has no hook for a clock.
 */
export function moveDate(shownMs: (realMs: number) => number): void {
  const RealDate = Date;
  const now = () => shownMs(RealDate.now());
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget: NewableFunction) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, property, receiver): unknown =>
      property === 'now' ? now : Reflect.get(target, property, receiver),
  });
}
