import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { openDocuments } from './cloudbase-documents';
import type { Documents } from './documents';
import { openFiles } from './cloudbase-files';
import { EventSchema } from './event';
import type { Files } from './files';
import { clientIpOf, openidOf, type FunctionContext } from './identity';
import { logCall } from './log';
import { sleep } from './sleep';

/** What the platform knows of a call once it is known who calls. */
export interface PlatformCall {
  readonly requestId: string;
  readonly openid: string;
  /** When the call began: one moment for everything that it decides. */
  readonly nowMs: number;
  /** What the clock says now: a call may have been paused since it began. */
  readonly clockMs: () => number;
  readonly documents: Documents;
  /** In [0, 1): for waits and jitter. */
  readonly random: () => number;
  /** Nobody guesses these: for tokens and seals. */
  readonly randomBytes: (count: number) => Buffer;
  readonly files: Files;
  /** Empty where the platform does not say. */
  readonly clientIp: string;
  readonly sleep: (ms: number) => Promise<void>;
}

/** An expected refusal, as an action returns it. */
export interface Refused {
  readonly refused: string;
  readonly message: string;
  readonly data?: unknown;
}

export interface DoorAction<Call> {
  readonly contract: { readonly changes: boolean; readonly input: v.GenericSchema };
  run(call: Call, input: unknown): Promise<{ readonly data: unknown } | Refused>;
}

export interface Door<Call, Action extends DoorAction<Call> = DoorAction<Call>> {
  readonly name: string;
  readonly actions: Readonly<Record<string, Action>>;
  /** Adds what the community knows to what the platform knows. */
  prepare(call: PlatformCall): Call;
  /** How the caller is called in the log. */
  pseudonymOf(call: Call): string;
  /** Whether the caller may do this, asked before the input is looked at; without it, whoever WeChat vouches for may. */
  mayRun?(call: Call, action: Action): Promise<boolean>;
}

type Answer =
  | { readonly ok: true; readonly data: unknown }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly requestId: string;
      readonly data?: unknown;
    };

/** Parse, who, act, answer: the same four steps for every call of every door. */
export function openDoor<Call, Action extends DoorAction<Call> = DoorAction<Call>>(door: Door<Call, Action>) {
  return async function main(event: unknown, context: FunctionContext): Promise<Answer> {
    const startedAtMs = Date.now();
    const documents = openDocuments();
    const seen: { requestId: string; action: string | null; member: string | null } = {
      requestId: context.request_id ?? '',
      action: null,
      member: null,
    };
    let answer: Answer;
    let error: string | undefined;
    try {
      answer = await answerOf(door, event, context, documents, startedAtMs, seen);
    } catch (thrown) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      answer = refusal(seen.requestId, 'INTERNAL_ERROR', 'Something broke; nothing of it is your fault.');
    }
    logCall({
      level: error ? 'error' : 'info',
      door: door.name,
      ...seen,
      milliseconds: Date.now() - startedAtMs,
      databaseCalls: documents.callCount,
      outcome: answer.ok ? 'ok' : answer.code,
      ...(error ? { error } : {}),
    });
    return answer;
  };
}

async function answerOf<Call, Action extends DoorAction<Call>>(
  door: Door<Call, Action>,
  event: unknown,
  context: FunctionContext,
  documents: Documents,
  nowMs: number,
  seen: { requestId: string; action: string | null; member: string | null },
): Promise<Answer> {
  const refuse = (code: string, message: string, data?: unknown) =>
    refusal(seen.requestId, code, message, data);

  const openid = openidOf(context);
  if (!openid) return refuse('UNAUTHENTICATED', 'The call carries no openid.');

  const parsed = v.safeParse(EventSchema, withoutPlatformFields(event));
  if (!parsed.success) return refuse('INVALID_INPUT', explain('event', parsed.issues));
  const { action: name, requestId } = parsed.output;

  const action = Object.hasOwn(door.actions, name) ? door.actions[name] : undefined;
  if (!action) return refuse('UNKNOWN_ACTION', `The ${door.name} door has no such action.`);
  seen.action = name;

  if (action.contract.changes && !requestId) {
    return refuse('INVALID_INPUT', 'event.requestId: an action that changes something needs one.');
  }
  if (!action.contract.changes && requestId) {
    return refuse('INVALID_INPUT', 'event.requestId: an action that only reads takes none.');
  }
  if (requestId) seen.requestId = requestId;

  const call = door.prepare({
    requestId: seen.requestId,
    openid,
    nowMs,
    clockMs: Date.now,
    documents,
    random: Math.random,
    randomBytes,
    files: openFiles(),
    clientIp: clientIpOf(context),
    sleep,
  });
  seen.member = door.pseudonymOf(call);
  if (door.mayRun && !(await door.mayRun(call, action))) {
    return refuse('FORBIDDEN', 'No role of the caller has the right to do this.');
  }

  const input = v.safeParse(action.contract.input, parsed.output.input);
  if (!input.success) return refuse('INVALID_INPUT', explain('input', input.issues));

  const outcome = await action.run(call, input.output);
  return 'refused' in outcome
    ? refuse(outcome.refused, outcome.message, outcome.data)
    : { ok: true, data: outcome.data };
}

/** WeChat writes `userInfo` and `tcbContext` into every event. Identity comes from the context, so they are dropped. */
function withoutPlatformFields(event: unknown): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event;
  const { userInfo: _userInfo, tcbContext: _tcbContext, ...rest } = event as Record<string, unknown>;
  return rest;
}

function refusal(requestId: string, code: string, message: string, data?: unknown): Answer {
  return { ok: false, code, message, requestId, ...(data === undefined ? {} : { data }) };
}

/** Names the place and what was expected there; never repeats what was sent. */
function explain(root: string, issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0];
  const path = issue ? v.getDotPath(issue) : null;
  return `${path ? `${root}.${path}` : root}: expected ${issue?.expected ?? 'something else'}.`;
}
