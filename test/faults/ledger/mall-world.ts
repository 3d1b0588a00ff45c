import type { MemberAction, MemberCall } from '../../../cloudfunctions/community/call';
import type { Entry } from '../../../cloudfunctions/community/ledger';
import { redeemItem } from '../../../cloudfunctions/community/mall';
import type { OnlyMembersAction } from '../../../cloudfunctions/community/members-only';
import type { OrderView } from '../../../cloudfunctions/community/orders/contract';
import { memberCall } from '../../support/member-call';
import type { LedgerWorld } from './clients';
import { entryUnder } from './entry-under';
import { simVaultOf } from './sim-vault';
import { keyOfMall, tagOf, type MallWish } from './mall-wishes';

interface Refused {
  readonly refused: string;
  readonly data?: unknown;
}

interface Redeemed {
  readonly data: { readonly balancePoints: number; readonly order: OrderView };
}

/** What came of one run of a function. */
export type Told =
  | Redeemed
  | Refused
  /** Nobody was answered, whatever was carried out. */
  | 'lost';

export interface RedeemRun {
  readonly wish: MallWish;
  /** By the true clock. */
  readonly beganMs: number;
  endedMs: number;
  /** By the clock of its instance. */
  readonly nowMs: number;
  /** Whether the wish had been carried out before this run began. */
  readonly wasDone: boolean;
  told: Told;
}

/** What an operator asked for, and the last answer. */
export interface OperatorRun {
  readonly action: string;
  readonly requestId: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly told: { readonly data: unknown } | Refused;
}

/** The mall's own actions, on documents that fail. */
export class MallWorld {
  readonly redeemed: RedeemRun[] = [];
  readonly operated: OperatorRun[] = [];
  readonly ledger: LedgerWorld;

  constructor(ledger: LedgerWorld) {
    this.ledger = ledger;
  }

  call(memberId: string, requestId: string, about = requestId): MemberCall {
    const call = this.ledger.callOf(about);
    const { random } = this.ledger.world;
    const bytes = (count: number) => Buffer.from(Array.from({ length: count }, () => random.between(0, 255)));
    return memberCall({ ...call, memberId, requestId, randomBytes: bytes, vault: simVaultOf(bytes) });
  }

  /** One run of a function for one wish. @returns whether it answered. */
  async redeem(wish: MallWish): Promise<boolean> {
    const { time, note } = this.ledger.world;
    const call = this.call(wish.memberId, wish.requestId);
    const run: RedeemRun = {
      wish,
      beganMs: time.nowMs,
      endedMs: Infinity,
      nowMs: call.nowMs,
      wasDone: this.#isDone(wish),
      told: 'lost',
    };
    this.redeemed.push(run);
    try {
      run.told = (await redeemItem.run(call, wish.input)) as Told;
      note(() => `${wish.requestId} ANSWERS ${JSON.stringify(run.told)}`);
      return true;
    } catch (error) {
      return this.ledger.isAnswered(error, tagOf(wish));
    } finally {
      run.endedMs = time.nowMs;
    }
  }

  /** One run of any other action. */
  async run(
    asked: MemberAction | OnlyMembersAction,
    memberId: string,
    requestId: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    const { action } = asked.contract;
    try {
      const told = await asked.run(this.call(memberId, requestId, `${action} ${requestId}`), input);
      this.ledger.world.note(() => `${action} ${requestId} ANSWERS ${JSON.stringify(told)}`);
      this.operated.push({ action, requestId, input, told });
      return true;
    } catch (error) {
      return this.ledger.isAnswered(error, `${action} ${requestId} ${JSON.stringify(input)}`);
    }
  }

  /** A timer: what it leaves is done by the next one. */
  async timer(name: string, work: (call: MemberCall) => Promise<unknown>): Promise<void> {
    try {
      await work(this.call('timer', name));
    } catch (error) {
      this.ledger.isAnswered(error, name);
    }
  }

  #isDone(wish: MallWish): boolean {
    const entry = this.entryOf(wish);
    return entry !== undefined && paysFor(entry, wish);
  }

  /** The entry under the wish's key as it stands now. */
  entryOf(wish: MallWish): Entry | undefined {
    return entryUnder(this.ledger.world.store, wish.memberId, keyOfMall(wish));
  }
}

/** Whether this entry is what this very wish was to bring about. */
export function paysFor({ kind, fact, pointsDelta }: Entry, { input }: MallWish): boolean {
  const { itemId, variantId, quantity, pricePoints, addressId = '' } = input;
  return (
    kind === 'spend' &&
    pointsDelta === -quantity * pricePoints &&
    fact['item'] === itemId &&
    fact['quantity'] === quantity &&
    (fact['variant'] ?? '') === variantId &&
    (fact['address'] ?? '') === addressId
  );
}
