import type { LedgerCall } from '../call';
import { withFollowUps } from '../follow-ups';
import { post, type Account, type Effects, type Posted } from '../ledger';
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
  { type, factId }: EarningFact,
  account?: Account,
): Promise<Posted<'LIMIT_REACHED'>> {
  const rule = earnRules.find((candidate) => candidate.fact === type);
  if (!rule) throw new Error(`no rule pays ${type}`);
  const key = `${type}:${factId}`;
  return post<'LIMIT_REACHED'>(call, {
    memberId,
    account,
    once: { key, input: { type, factId } },
    decide: (stands, nowMs) => {
      const worth = rule.worth(stands, call.rulebook, nowMs);
      if (worth.points === 0) return { refusal: 'LIMIT_REACHED' };
      const effects: Effects = {
        key,
        fact: { type, factId },
        rulebookVersion: call.rulebook.version,
        move: { kind: 'earn', points: worth.points, from: `issuer:${type}` },
        growthValueDelta: worth.growthValue,
        weekScoreDelta: worth.weekScore,
        limits: worth.limits,
      };
      return withFollowUps<'LIMIT_REACHED'>({ effects }, stands, call.rulebook, nowMs);
    },
  });
}
