import { withFollowUps } from '../follow-ups';
import { balanceOf, post, type Account, type Verdict } from '../ledger';
import { membersOnly } from '../members-only';
import type { Rulebook } from '../rulebook';
import { buyMakeUpCardContract } from './contract';
import { makeUpsOf, usesOfCard } from './make-ups';

const refusals = {
  INSUFFICIENT_POINTS: 'The member has fewer points than that.',
  CARD_LIMIT: 'No more cards this month, or no more can be kept.',
  KEY_REUSED: 'This request id was used with another price.',
} as const;

export type PurchaseRefusal = 'CARD_LIMIT' | 'PRICE_CHANGED';

const isAnswered = (refusal: string): refusal is keyof typeof refusals => Object.hasOwn(refusals, refusal);

/** Points for a make-up card, at the price that the member has seen. */
export const buyMakeUpCard = membersOnly(buyMakeUpCardContract, async (call, standing, wish) => {
  const { rulebook } = call;
  const { pricePoints } = rulebook.checkIn.makeUp.card;
  const key = `mc:${call.requestId}`;
  const posted = await post<PurchaseRefusal>(call, {
    memberId: call.memberId,
    account: standing,
    once: { key, input: wish },
    decide: (account, nowMs) =>
      withFollowUps(decidePurchase(account, { key, ...wish }, rulebook, nowMs), account, rulebook, nowMs),
  });
  if (!('refusal' in posted)) {
    const { account } = posted;
    return {
      data: { balancePoints: balanceOf(call, account), makeUp: makeUpsOf(account, rulebook, call.nowMs) },
    };
  }
  const { refusal } = posted;
  if (refusal === 'PRICE_CHANGED') {
    return { refused: refusal, message: `A card costs ${pricePoints} points.`, data: { pricePoints } };
  }
  if (!isAnswered(refusal)) throw new Error(`refused: ${refusal}`);
  return { refused: refusal, message: refusals[refusal], data: undefined };
});

export function decidePurchase(
  account: Account,
  { key, pricePoints }: { readonly key: string; readonly pricePoints: number },
  rulebook: Rulebook,
  nowMs: number,
): Verdict<PurchaseRefusal> {
  if (pricePoints !== rulebook.checkIn.makeUp.card.pricePoints) return { refusal: 'PRICE_CHANGED' };
  if (makeUpsOf(account, rulebook, nowMs).cardsLeftToBuy === 0) return { refusal: 'CARD_LIMIT' };
  return {
    effects: {
      key,
      fact: { type: 'make_up_card', makeUpCards: 1 },
      rulebookVersion: rulebook.version,
      move: { kind: 'spend', points: pricePoints, to: 'revenue:make-up-card' },
      limits: usesOfCard(rulebook, nowMs),
      makeUpCardsDelta: 1,
    },
  };
}
