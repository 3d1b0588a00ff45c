import { openDocuments } from './cloudbase-documents';
import type { PlatformCall } from './door';
import { openidOf, type FunctionContext } from './identity';
import { logCall } from './log';
import { sleep } from './sleep';

type TimerCall = Pick<PlatformCall, 'documents' | 'nowMs' | 'clockMs' | 'random' | 'sleep'>;

/**
 * A function that the platform's clock calls. A mini program can call any function by its name, so a call that carries
 * an openid is refused.
 * @param jobs One after the other; one that fails does not keep the others from their work. Each returns how much it did,
 *   for the log. It runs again soon, so it may stop early.
 */
export function openTimer(name: string, jobs: readonly ((call: TimerCall) => Promise<number>)[]) {
  return async function main(
    _event: unknown,
    context: FunctionContext,
  ): Promise<{ ok: boolean; done?: number }> {
    if (openidOf(context)) return { ok: false };
    const nowMs = Date.now();
    const documents = openDocuments();
    let outcome = 'ok';
    try {
      const call = { documents, nowMs, clockMs: Date.now, random: Math.random, sleep };
      return { ok: true, done: await inTurn(jobs, call) };
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

async function inTurn(
  jobs: readonly ((call: TimerCall) => Promise<number>)[],
  call: TimerCall,
): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for (const job of jobs) {
    try {
      done += await job(call);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} jobs failed`);
  return done;
}
