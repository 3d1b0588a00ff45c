import { joinRulesCopy } from '../../../copy/join';
import type { JoinView } from '../../../services/join';
import { withCommas } from '../../../utils/format';

export const viewOf = ({ rules, consentVersion }: JoinView) => ({
  sections: rules.sections,
  version: joinRulesCopy.version(withCommas(rules.version)),
  /** Whether this version has not been agreed to. */
  isConsentDue: consentVersion !== rules.version,
});

export type RulesView = ReturnType<typeof viewOf>;
