import type { LedgerCall } from '../call';

const MOST_TRIES = 4;
const PAUSE_MS = 20;

/**
 * Asks again where an answer was lost, a few times: for what does no harm when it is done twice.
 * @throws what was thrown last.
 */
export async function withTries<T>(
  call: Pick<LedgerCall, 'random' | 'sleep'>,
  run: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await run();
    } catch (error) {
      // What cannot be stored is a bug and would not be stored the next time either.
      if (error instanceof TypeError || tried >= MOST_TRIES) throw error;
      await call.sleep(call.random() * PAUSE_MS * tried);
    }
  }
}
