import * as v from 'valibot';

/** What an operator may be allowed to do. Which roles are, stands in the roles room. */
export type Right =
  | 'accounts.read'
  | 'facts.record'
  | 'points.adjust'
  | 'points.approve'
  | 'points.reverse'
  | 'roles.read'
  | 'roles.grant'
  | 'members.read'
  | 'members.admit'
  | 'members.review'
  | 'codes.manage'
  | 'mall.read'
  | 'mall.manage'
  | 'orders.read'
  | 'orders.ship'
  | 'orders.refund';

interface Asked {
  /** An imperative verb where the action changes something, a noun where it only reads. */
  readonly action: string;
  /** Whether the caller changes something by it; then a client-made request id is required. */
  readonly changes: boolean;
  readonly input: v.GenericSchema;
  readonly answer: v.GenericSchema;
  /** Refusals that are this action's own, each with what comes along as `data` (null: nothing). */
  readonly refusals: Readonly<Record<string, v.GenericSchema | null>>;
}

/** For members only: whoever has not been admitted is refused by `NOT_A_MEMBER`. */
export interface MemberContract extends Asked {
  readonly callers: readonly ['member'];
  readonly right?: never;
}

/** For everybody whom WeChat vouches for, members among them. */
export interface VisitorContract extends Asked {
  readonly callers: readonly ['visitor'];
  readonly right?: never;
}

export interface OperatorContract extends Asked {
  readonly callers: readonly ['operator'];
  /** What the caller must be allowed to do. */
  readonly right: Right;
}

/**
 * What may be asked of an action and what it answers. The door, the printed contract and the mini program all read
 * this one value, so none of them can tell another story.
 */
export type ActionContract = MemberContract | VisitorContract | OperatorContract;

/** Refusals that any action may answer. */
export const commonRefusals = {
  UNAUTHENTICATED: 'The call carries no openid; only WeChat (or the local host) can say who calls.',
  NOT_A_MEMBER: 'The caller has not been admitted to the community.',
  FORBIDDEN: 'No role of the caller has the right that this action takes.',
  UNKNOWN_ACTION: 'The door has no action of this name.',
  INVALID_INPUT: 'The event or its input does not fit the contract; the message names the place.',
  INTERNAL_ERROR: 'A bug. The log line with the same request id holds the stack.',
} as const;

export type CommonRefusalCode = keyof typeof commonRefusals;

/** What a caller sends as input. */
export type Input<C extends ActionContract> = v.InferInput<C['input']>;

/** What a door answers: every call ends in one of these two shapes. */
export type Answer<C extends ActionContract> =
  { readonly ok: true; readonly data: v.InferOutput<C['answer']> } | Refusal<C>;

/** A refusal: `data` is there for the codes that carry some. */
export type Refusal<C extends ActionContract> =
  | RefusalShape<CommonRefusalCode, undefined>
  | {
      [Code in keyof C['refusals'] & string]: RefusalShape<
        Code,
        C['refusals'][Code] extends v.GenericSchema ? v.InferOutput<C['refusals'][Code]> : undefined
      >;
    }[keyof C['refusals'] & string];

interface RefusalShape<Code extends string, Data> {
  readonly ok: false;
  readonly code: Code;
  /** For developers; the mini program has a text of its own for each code. */
  readonly message: string;
  readonly requestId: string;
  readonly data?: Data;
}

/** A calendar day in Shanghai, `YYYY-MM-DD`. */
export const BusinessDaySchema = v.pipe(v.string(), v.isoDate());

/** Points, growth value, scores, ranks: whole numbers that JavaScript holds exactly. */
export const CountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A balance may be below zero only by debt, which comes with reversals. */
export const PointsSchema = v.pipe(v.number(), v.safeInteger());
