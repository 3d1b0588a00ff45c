import { accountIdOf, ACCOUNTS, type Account, type Entry, type Posted } from '../ledger';
import type { LedgerCall } from '../call';

/** What an operator's change answers. */
export interface Written {
  readonly state: 'done';
  readonly entryId: string;
  readonly seq: number;
  readonly pointsDelta: number;
  readonly balancePoints: number;
  readonly debtPoints: number;
}

export const writtenOf = ({ account, entry }: { account: Account; entry: Entry }): Written => ({
  state: 'done',
  entryId: entry._id,
  seq: entry.seq,
  pointsDelta: entry.pointsDelta,
  balancePoints: account.availablePoints,
  debtPoints: account.debtPoints,
});

/** An operator acts on members who are there; a mistyped id must not make one. */
export const storedAccount = (call: LedgerCall, memberId: string): Promise<Account | undefined> =>
  call.documents.get<Account>(ACCOUNTS, accountIdOf(memberId));

/**
 * Turns the ledger's outcome into the action's: refusals that the contract names are answered, any other would be a bug.
 */
export function outcomeOf<Code extends string>(
  posted: Posted<string>,
  refusals: Readonly<Record<Code, string>>,
):
  | { readonly data: Written }
  | { readonly refused: Code; readonly message: string; readonly data: undefined } {
  if (!('refusal' in posted)) return { data: writtenOf(posted) };
  const code = posted.refusal as Code;
  if (!Object.hasOwn(refusals, code)) throw new Error(`refused: ${code}`);
  return { refused: code, message: refusals[code], data: undefined };
}
