import type { LedgerCall } from '../call';
import { post, type Account, type Posted } from '../ledger';
import type { FactType } from '../rulebook';
import { earnRules } from './earn-rules';

/** A fact about a member that pays: what happened, and the id by which it happens once. */
export interface EarningFact {
  readonly type: FactType;
  readonly factId: string;
  /** By which it happens once, where that is not the id: then another id is refused as KEY_REUSED. */
  readonly key?: string;
}

/**
 * Pays a fact by the rulebook, once for its id.
 * @param account Where it has just been read.
 */
export function earn(
  call: LedgerCall,
  memberId: string,
  { type, factId, key: once = factId }: EarningFact,
  account?: Account,
): Promise<Posted<'LIMIT_REACHED'>> {
  const rule = earnRules.find((candidate) => candidate.fact === type);
  if (!rule) throw new Error(`no rule pays ${type}`);
  const key = `${type}:${once}`;
  return post<'LIMIT_REACHED'>(call, {
    memberId,
    account,
    once: { key, input: { type, factId } },
    decide: (stands, nowMs) => {
      const worth = rule.worth(stands, call.rulebook, nowMs);
      if (worth.points === 0) return { refusal: 'LIMIT_REACHED' };
      return {
        effects: {
          key,
          fact: { type, factId },
          rulebookVersion: call.rulebook.version,
          move: { kind: 'earn', points: worth.points, from: `issuer:${type}` },
          growthValueDelta: worth.growthValue,
          weekScoreDelta: worth.weekScore,
          limits: worth.limits,
        },
      };
    },
  });
}
