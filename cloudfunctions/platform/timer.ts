import { openDocuments } from './cloudbase-documents';
import type { PlatformCall } from './door';
import { openidOf, type FunctionContext } from './identity';
import { logCall } from './log';
import { sleep } from './sleep';

type TimerCall = Pick<PlatformCall, 'documents' | 'nowMs' | 'clockMs' | 'random' | 'sleep'>;

/**
 * A function that the platform's clock calls. A mini program can call any function by its name, so a call that carries
 * an openid is refused.
 * @param run Returns how much it did, for the log. It runs again soon, so it may stop early.
 */
export function openTimer(name: string, run: (call: TimerCall) => Promise<number>) {
  return async function main(
    _event: unknown,
    context: FunctionContext,
  ): Promise<{ ok: boolean; done?: number }> {
    if (openidOf(context)) return { ok: false };
    const nowMs = Date.now();
    const documents = openDocuments();
    let outcome = 'ok';
    try {
      return {
        ok: true,
        done: await run({ documents, nowMs, clockMs: Date.now, random: Math.random, sleep }),
      };
    } catch (error) {
      outcome = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { ok: false };
    } finally {
      logCall({
        level: outcome === 'ok' ? 'info' : 'error',
        door: name,
        requestId: context.request_id ?? '',
        action: name,
        member: null,
        milliseconds: Date.now() - nowMs,
        databaseCalls: documents.callCount,
        outcome: outcome === 'ok' ? 'ok' : 'INTERNAL_ERROR',
        ...(outcome === 'ok' ? {} : { error: outcome }),
      });
    }
  };
}
