import type { Rulebook } from '../../rulebook';
import type { EarnRule } from '../earn-rule';
import { checkIn } from './check-in';
import { groupMessage } from './group-message';
import { qualityPick } from './quality-pick';
import { reportUpheld } from './report-upheld';

/** Every way to earn. */
export const earnRules: readonly EarnRule[] = [checkIn, qualityPick, reportUpheld, groupMessage];

/** Those that the community offers. */
export const offeredRules = ({ offeredFacts }: Rulebook): EarnRule[] =>
  offeredFacts.flatMap((fact) => earnRules.filter((rule) => rule.fact === fact));
