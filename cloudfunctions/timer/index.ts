import { settleDue } from '../community/ledger';
import { defaultRulebook } from '../community/rulebook';
import { openTimer } from '../platform/timer';

/** The timers' door: what time alone brings about. Nobody calls it but the platform's clock. */
export const main = openTimer('timer', (call) => settleDue({ ...call, rulebook: defaultRulebook }));
