import { createHash } from 'node:crypto';
import { livesOf } from './lives';
import { realLinesOf } from './real';

/** Lives all lives, and prints one digest of what was seen, with the process's own distance from Greenwich. */
async function main(moments: number): Promise<void> {
  const digest = createHash('sha256');
  for (const life of livesOf(moments)) digest.update((await realLinesOf(life)).join('\n'));
  const minutesAtNewYear = new Date(2026, 0, 1).getTimezoneOffset();
  console.log(JSON.stringify({ digest: digest.digest('hex'), minutesAtNewYear }));
}

main(Number(process.argv[2])).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
