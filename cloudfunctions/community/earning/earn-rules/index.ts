import type { Rulebook } from '../../rulebook';
import type { EarnRule } from '../earn-rule';
import { checkIn } from './check-in';
import { groupMessage } from './group-message';
import { joiningGift } from './joining-gift';
import { qualityPick } from './quality-pick';
import { reportUpheld } from './report-upheld';
import { starterTask } from './starter-task';

/** Every way to earn. */
export const earnRules: readonly EarnRule[] = [
  checkIn,
  qualityPick,
  reportUpheld,
  groupMessage,
  joiningGift,
  starterTask,
];

/** Those that the community offers. */
export const offeredRules = ({ offeredFacts }: Rulebook): EarnRule[] =>
  offeredFacts.flatMap((fact) => earnRules.filter((rule) => rule.fact === fact));
