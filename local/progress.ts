import type { DemoProgress } from './demo-ahead';

/** In a log, a line for each of so many parts; at a terminal one line that changes. */
const LINES_IN_A_LOG = 6;

/** Says how far the demo community is, below the address. */
export function progressLine(output: NodeJS.WriteStream = process.stdout) {
  const startedAtMs = performance.now();
  let part = 0;
  return ({ lived, stretches }: DemoProgress): void => {
    const percent = Math.floor((lived / stretches) * 100);
    const text = `The demo community lives through its last six weeks: ${percent} %`;
    if (lived === stretches) {
      const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(0);
      output.write(
        `${output.isTTY ? '\x1b[K' : ''}The demo community is complete, ${seconds} s after the start.\n`,
      );
    } else if (output.isTTY) {
      // The cursor goes back to its start: whatever else is logged takes the line's place.
      output.write(`\x1b[K${text}\r`);
    } else if (Math.floor((lived / stretches) * LINES_IN_A_LOG) > part) {
      part = Math.floor((lived / stretches) * LINES_IN_A_LOG);
      output.write(`${text}\n`);
    }
  };
}
