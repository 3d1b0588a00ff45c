import type { CloudFiles } from '../cloud-files';
import type { CallCounters } from '../counters';
import type { Database } from '../database';
import type { RequestBody } from '../payload';
import type { Session, Transactions } from '../transactions';
import type { WxApi } from '../wx-api';

/** Calls a cloud function by its name. */
export type InvokeFunction = (name: string, data: unknown) => Promise<unknown>;

export interface ActionContext {
  readonly database: Database;
  readonly transactions: Transactions;
  /** The transaction of this request, or none: where documents are read and written. */
  readonly session: Session;
  readonly counters: CallCounters;
  /** The time of this request; one for all server dates in it. */
  readonly nowMs: number;
  readonly invokeFunction: InvokeFunction | undefined;
  readonly wxApi?: WxApi | undefined;
  readonly files?: CloudFiles | undefined;
}

export type Answer = Readonly<Record<string, unknown>>;

/** Serves one action: the answer without its requestId, or bytes, or a thrown GatewayError. */
export type Action = (body: RequestBody, context: ActionContext) => Promise<Answer | Buffer>;
