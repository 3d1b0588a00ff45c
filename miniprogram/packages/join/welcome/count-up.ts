/** Long enough to be seen, short enough not to be waited for. */
const COUNT_MS = 600;
const FRAMES = 15;

/** The figures on the way from nothing to an amount, the last one being the amount: slower towards the end. */
export const framesTo = (amount: number): number[] =>
  Array.from({ length: FRAMES }, (_, index) => Math.round(amount * (1 - (1 - (index + 1) / FRAMES) ** 2)));

/** Shows them one after the other. @returns what stops it: the amount is not shown then. */
export function countUp(amount: number, show: (value: number) => void): () => void {
  const frames = framesTo(amount);
  const timer = setInterval(() => {
    const value = frames.shift();
    if (value === undefined) clearInterval(timer);
    else show(value);
  }, COUNT_MS / FRAMES);
  return () => clearInterval(timer);
}
