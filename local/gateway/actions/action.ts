import type { CallCounters } from '../counters';
import type { Database } from '../database';
import type { RequestBody } from '../payload';

export interface ActionContext {
  readonly database: Database;
  readonly counters: CallCounters;
  /** The time of this request; one for all server dates in it. */
  readonly nowMs: number;
}

/** Serves one action: the answer without its requestId, or a thrown GatewayError. */
export type Action = (
  body: RequestBody,
  context: ActionContext,
) => Promise<Readonly<Record<string, unknown>>>;
