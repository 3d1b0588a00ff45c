import type { CallName } from './call-names';
import { keepNewest, type Desk } from './desk';
import type { CallRecord } from './state';

const MAX_CALLS = 200;

interface Work<Answer> {
  readonly name: CallName;
  readonly request: unknown;
  readonly answer: () => Answer;
  /** The answer of a simulator that was told to fail. */
  readonly failure: (errcode: number) => Answer;
  /** As the log keeps it, and the errcode in it. */
  readonly record: (answer: Answer) => { readonly answer: unknown; readonly errcode: number };
}

/** Serves one call as the simulator was told to: late, with an error, or as the document says; and records it. */
export async function serve<Answer>(desk: Desk, work: Work<Answer>): Promise<Answer> {
  const atMs = desk.now();
  const delayMs = desk.state.behaviours[work.name]?.delayMs ?? 0;
  if (delayMs > 0) await desk.sleep(delayMs);
  // Asked only now: a panel may have changed its mind while the caller waited.
  const failWith = desk.state.behaviours[work.name]?.failWith;
  const answer = failWith === undefined ? work.answer() : work.failure(failWith);
  // A clock that was moved back by a snapshot makes no negative time.
  const tookMs = Math.max(0, Math.round(desk.now() - atMs));
  keepCall(desk, { atMs, tookMs, name: work.name, request: work.request, ...work.record(answer) });
  return answer;
}

export function keepCall(desk: Desk, call: CallRecord): void {
  desk.state.calls.push(call);
  keepNewest(desk.state.calls, MAX_CALLS);
  desk.save();
}
