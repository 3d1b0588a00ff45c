import type * as v from 'valibot';
import type { DoorAction, PlatformCall } from '../platform/door';
import type { ActionContract, MemberContract } from './contract';
import type { CallerWeChat } from './caller';
import type { Templates } from './notices';
import type { Rulebook } from './rulebook';
import type { Vault } from './vault';

/** What the ledger needs of a call, whoever makes it. */
export interface LedgerCall extends Pick<
  PlatformCall,
  'documents' | 'nowMs' | 'clockMs' | 'random' | 'sleep'
> {
  readonly rulebook: Rulebook;
}

/** One call of a member, with all that an action may know. Clock, ids and randomness come in here and nowhere else. */
export interface MemberCall extends Omit<PlatformCall, 'openid'> {
  /** A keyed pseudonym: the openid itself stays in the door. */
  readonly memberId: string;
  /** The openid under the door's key, another text each time: what WeChat needs to reach the member later. */
  readonly sealedOpenid: () => string;
  /** Seals what must not be readable in the database. */
  readonly vault: Vault;
  readonly wechat: CallerWeChat;
  readonly templates: Templates;
  readonly rulebook: Rulebook;
}

/** What an action of this contract may end in. */
export type Outcome<C extends ActionContract> =
  | { readonly data: v.InferOutput<C['answer']> }
  | {
      [Code in keyof C['refusals'] & string]: {
        readonly refused: Code;
        readonly message: string;
        readonly data: C['refusals'][Code] extends v.GenericSchema
          ? v.InferOutput<C['refusals'][Code]>
          : undefined;
      };
    }[keyof C['refusals'] & string];

export type MemberAction = DoorAction<MemberCall> & { readonly contract: ActionContract };

/**
 * Ties an action to its contract: the door parses by the schema, and the types follow from it. What is for members only is
 * tied by `membersOnly`.
 */
export function memberAction<C extends Exclude<ActionContract, MemberContract>>(
  contract: C,
  run: (call: MemberCall, input: v.InferOutput<C['input']>) => Promise<Outcome<C>>,
): MemberAction {
  return { contract, run: (call, input) => run(call, input) };
}
