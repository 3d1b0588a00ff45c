import { failed, transactionConflict } from './gateway-error';
import type { SetTimer } from './locks';

/** What goes wrong with the requests that a rule is about. */
export type FaultKind =
  /** Answered late. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Done, but the connection ends before its answer. */
  | { readonly kind: 'dropAnswer' }
  /** Refused as a conflict of transactions, and not done; a transaction that it belongs to is aborted. */
  | { readonly kind: 'conflict' }
  /** Refused, and not done. */
  | { readonly kind: 'refuse' };

export type FaultRule = FaultKind & {
  /** For example `database.modifyDocument`; none means all. */
  readonly action?: string;
  /** None means all, and requests that are about none. */
  readonly collection?: string;
  /** How many of these requests are struck; default all. */
  readonly percent?: number;
};

/** Lets requests fail on purpose, for tests and for play. */
export interface FaultSwitches {
  /**
   * Replaces all rules; each request meets every rule that is about it, in this order.
   *
   * @param random decides which of `percent`, from 0 to below 1; a seeded one makes a run repeatable
   */
  set(rules: readonly FaultRule[], random?: () => number): void;
}

/** How the answer of a struck request ends. */
export interface FaultedAnswer {
  readonly dropAnswer: boolean;
}

export class Faults implements FaultSwitches {
  readonly #setTimer: SetTimer;
  #rules: readonly FaultRule[] = [];
  #random: () => number = Math.random;

  constructor(setTimer: SetTimer) {
    this.#setTimer = setTimer;
  }

  set(rules: readonly FaultRule[], random: () => number = Math.random): void {
    for (const { percent = 100 } of rules) {
      if (!(percent >= 0 && percent <= 100))
        throw new RangeError(`percent must be from 0 to 100, not ${percent}`);
    }
    this.#rules = [...rules];
    this.#random = random;
  }

  get areSet(): boolean {
    return this.#rules.length > 0;
  }

  /** Before a request is served. @throws GatewayError where a rule refuses it */
  async strike(action: string, collection: unknown): Promise<FaultedAnswer> {
    let dropAnswer = false;
    for (const rule of this.#rules.filter((one) => this.#strikes(one, action, collection))) {
      if (rule.kind === 'delay') await this.#wait(rule.delayMs);
      else if (rule.kind === 'dropAnswer') dropAnswer = true;
      else if (rule.kind === 'conflict') throw transactionConflict();
      else throw failed(`${action} was refused by a fault switch; nothing was done`);
    }
    return { dropAnswer };
  }

  #strikes({ action, collection, percent = 100 }: FaultRule, name: string, about: unknown): boolean {
    if (action !== undefined && action !== name) return false;
    if (collection !== undefined && collection !== about) return false;
    return this.#random() * 100 < percent;
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => void this.#setTimer(resolve, delayMs));
  }
}
