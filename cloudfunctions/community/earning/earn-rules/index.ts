import type { EarnRule } from '../earn-rule';
import { checkIn } from './check-in';
import { groupMessage } from './group-message';
import { qualityPick } from './quality-pick';
import { reportUpheld } from './report-upheld';

/** Every way to earn, in the order in which members see them. */
export const earnRules: readonly EarnRule[] = [checkIn, qualityPick, reportUpheld, groupMessage];
