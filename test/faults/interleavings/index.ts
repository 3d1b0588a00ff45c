import { collections } from '../../../cloudfunctions/community/collections';
import type { Documents } from '../../../cloudfunctions/platform/documents';
import { memoryDocuments } from '../../support/memory-documents';
import { MemoryStore } from '../memory-store';
import { VirtualTime } from '../virtual-time';
import { Violation } from '../ledger/violation';
import { olderBalance, olderBalanceAtPayment } from './balances';
import { anotherLane, anotherLaneSwept, ghost, ownClaim, ownClaimElsewhere, paidMeanwhile } from './claims';
import { lateCode, movedHouse, sentMeanwhile } from './orders';
import { limitsThatCameLater, otherPeriod, usedCard, usedCardOnHearsay } from './returns';
import { refusedMove } from './stock-moves';

/** Calls that meet where seeds seldom let them meet; each breaks no promise, or throws a `Violation`. */
export const interleavings = {
  anotherLane,
  anotherLaneSwept,
  paidMeanwhile,
  ghost,
  ownClaim,
  ownClaimElsewhere,
  refusedMove,
  olderBalance,
  olderBalanceAtPayment,
  movedHouse,
  sentMeanwhile,
  lateCode,
  otherPeriod,
  limitsThatCameLater,
  usedCard,
  usedCardOnHearsay,
} as const satisfies Readonly<Record<string, (documents: Documents) => Promise<void>>>;

export type Interleaving = keyof typeof interleavings;

/** In memory. @returns the promise that was broken. */
export async function brokenBy(name: Interleaving): Promise<string | undefined> {
  const documents = memoryDocuments(new MemoryStore(new VirtualTime(0), undefined, collections));
  try {
    await interleavings[name](documents);
    return undefined;
  } catch (error) {
    if (error instanceof Violation) return error.message;
    return `the interleaving broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}
