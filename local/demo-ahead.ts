import { Demo } from './demo';
import type { Machine } from './machine';

export interface DemoProgress {
  readonly lived: number;
  readonly stretches: number;
}

interface DemoAheadOptions {
  /** One line for each call of a function. */
  readonly onLog?: (line: string) => void;
  readonly onDemo?: (progress: DemoProgress) => void;
}

export interface DemoAhead {
  /** Afterwards those whom one can be from the start are complete. */
  readonly liveLeads: () => Promise<void>;
  /** Never rejects: a demo that fails must not take the server with it. The next start tries again. */
  readonly liveOthers: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The demo community that is still to be written, on a host of its own; time is let go on when it is complete. */
export function demoAhead(machine: Machine, { onLog, onDemo }: DemoAheadOptions): DemoAhead {
  const { state, agenda, preview } = machine;
  const demo: Demo = new Demo({
    host: machine.newHost(onLog ?? logFailure),
    untilMs: state.value.demoUntilMs,
    lived: state.value.demoLived,
    onLived: (lived) => {
      state.save({ demoLived: lived });
      // The first stretch ends before there is an address to stand above it.
      if (lived > 1) onDemo?.({ lived, stretches: demo.stretches });
    },
  });
  return {
    liveLeads: () => demo.liveLeads(),
    liveOthers: async () => {
      try {
        if (!(await demo.liveOthers())) return;
        state.save({ demo: 'done' });
        await agenda.start();
        preview?.tell({ kind: 'reload' });
      } catch (error) {
        console.error('The demo community could not be completed.', error);
      }
      await demo.stop();
    },
    stop: () => demo.stop(),
  };
}

/** A thousand lines of what went well would bury the address. */
function logFailure(line: string): void {
  if (!line.includes('"level":"info"')) console.log(line);
}
