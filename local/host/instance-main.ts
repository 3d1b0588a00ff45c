import { createRequire } from 'node:module';
import type { ClockReading } from './clock';
import type { CallMessage, InstanceMessage } from './messages';
import { moveDate } from './moved-date';

/** One instance: loads the bundled function once, then runs one call at a time. */
type Main = (event: unknown, context: unknown) => unknown;

let clock: ClockReading = { offsetMs: 0 };
moveDate((realMs) => ('offsetMs' in clock ? realMs + clock.offsetMs : clock.stoppedAtMs));

const file = process.argv[2];
if (!file) throw new Error('which function?');
const { main } = createRequire(__filename)(file) as { main?: Main };
if (typeof main !== 'function') throw new Error(`${file} exports no main`);

process.on('message', (message: CallMessage) => void run(main, message));
// The host is gone, however it went: nobody will ask again.
process.on('disconnect', () => process.exit());
tell({ type: 'ready' });

async function run(handler: Main, message: CallMessage): Promise<void> {
  clock = message.clock;
  try {
    const result = await handler(JSON.parse(message.eventJson), message.context);
    tell({ type: 'result', resultJson: JSON.stringify(result ?? null) });
  } catch (error) {
    tell({ type: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function tell(message: InstanceMessage): void {
  process.send?.(message);
}
