import * as v from 'valibot';
import type { ActionContract, Refusal } from '../../../../cloudfunctions/community/contract';
import { memberContracts, type MemberContracts } from '../../../../cloudfunctions/member/contract';
import { EventSchema } from '../../../../cloudfunctions/platform/event';

export type Action = keyof MemberContracts;
export type Data<A extends Action> = v.InferOutput<MemberContracts[A]['answer']>;

/** A call that waits for its answer. */
export interface Call<A extends Action = Action> {
  readonly action: A;
  readonly input: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  answer(data: Data<A>): Promise<void>;
  refuse(code: Refusal<MemberContracts[A]>['code'], data?: unknown): Promise<void>;
  /** The call or its answer is lost on the way. */
  lose(): Promise<void>;
}

/** What the platform gives a call for an id that brought none. */
export const platformRequestId = '7f3a51c2-of-the-platform-a1b2';

/** Lets everything run that waits for nothing but its turn: also what takes a turn of its own in it. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

/**
 * The member's function as a page sees it: the test decides when and how each call is answered. What is asked and what
 * is answered must fit the contract, so that no test tells a story that cannot happen.
 */
export class Cloud {
  /** All of them, in the order in which they were sent. */
  readonly calls: Call[] = [];
  private readonly waiting = new Set<Call>();

  /** Stands for `wx.cloud.callFunction`. */
  callFunction({ name, data }: { name: string; data: unknown }): Promise<{ result: unknown }> {
    if (name !== 'member') throw new Error(`the mini program has no business with the function ${name}`);
    const { action, input, requestId } = v.parse(EventSchema, data);
    const contract = contractOf(action);
    if (contract.changes !== (requestId !== undefined))
      throw new Error(`${action} ${contract.changes ? 'needs a' : 'takes no'} request id`);
    return new Promise((resolve, reject) => {
      const end = async (finish: () => void) => {
        if (!this.waiting.delete(call)) throw new Error(`this ${action} has ended already`);
        finish();
        await settled();
      };
      const call: Call = {
        action: action as Action,
        input: v.parse(contract.input, input) as Call['input'],
        requestId,
        answer: (given) =>
          end(() => resolve({ result: { ok: true, data: v.parse(contract.answer, given) } })),
        refuse: (code, given) => {
          if (code === 'NOT_A_MEMBER' && !contract.callers.some((caller) => caller === 'member'))
            throw new Error(`${action} is for everybody`);
          return end(() => resolve({ result: refusalOf(contract, requestId, code, given) }));
        },
        lose: () => end(() => reject(new Error('cloud.callFunction:fail timeout'))),
      };
      this.calls.push(call);
      this.waiting.add(call);
    });
  }

  /** The calls that wait for their answer, oldest first; of one action, or of all. */
  open<A extends Action = Action>(action?: A): Call<A>[] {
    const all = [...this.waiting] as unknown as Call<A>[];
    return action === undefined ? all : all.filter((call) => call.action === action);
  }

  /** The oldest call of an action that waits. */
  next<A extends Action>(action: A): Call<A> {
    const [call] = this.open(action);
    if (!call) throw new Error(`no ${action} waits for an answer`);
    return call;
  }

  /** How often an action was called. */
  count(action: Action): number {
    return this.calls.filter((call) => call.action === action).length;
  }
}

function contractOf(action: string): ActionContract {
  const contracts: Readonly<Record<string, ActionContract>> = memberContracts;
  const contract = contracts[action];
  if (!contract) throw new Error(`the member's door has no action ${action}`);
  return contract;
}

function refusalOf(contract: ActionContract, requestId: string | undefined, code: string, given: unknown) {
  const schema = contract.refusals[code];
  const carried = schema && given !== undefined ? { data: v.parse(schema, given) } : {};
  const message = 'for developers';
  return { ok: false, code, message, requestId: requestId ?? platformRequestId, ...carried };
}
