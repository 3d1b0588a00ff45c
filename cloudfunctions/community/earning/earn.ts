import type { LedgerCall } from '../call';
import { post, type Account, type Posted } from '../ledger';
import type { FactType } from '../rulebook';
import { earnRules } from './earn-rules';

/** A fact about a member that pays: what happened, and the id by which it happens once. */
export interface EarningFact {
  readonly type: FactType;
  readonly factId: string;
}

/**
 * Pays a fact by the rulebook, once for its id.
 * @param account Where it has just been read.
 */
export function earn(
  call: LedgerCall,
  memberId: string,
  fact: EarningFact,
  account?: Account,
): Promise<Posted<'LIMIT_REACHED'>> {
  const rule = earnRules.find((candidate) => candidate.fact === fact.type);
  if (!rule) throw new Error(`no rule pays ${fact.type}`);
  const key = `${fact.type}:${fact.factId}`;
  return post<'LIMIT_REACHED'>(call, {
    memberId,
    account,
    once: { key, input: fact },
    decide: (stands, nowMs) => {
      const worth = rule.worth(stands, call.rulebook, nowMs);
      if (worth.points === 0) return { refusal: 'LIMIT_REACHED' };
      return {
        effects: {
          key,
          fact: { type: fact.type, factId: fact.factId },
          rulebookVersion: call.rulebook.version,
          move: { kind: 'earn', points: worth.points, from: `issuer:${fact.type}` },
          growthValueDelta: worth.growthValue,
          weekScoreDelta: worth.weekScore,
          limits: worth.limits,
        },
      };
    },
  });
}
