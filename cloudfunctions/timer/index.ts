import { senderBy } from '../community/caller';
import { tellLost } from '../community/challenges';
import { remindDue } from '../community/check-in';
import { settleDue } from '../community/ledger';
import { templatesOf } from '../community/notices';
import { defaultRulebook } from '../community/rulebook';
import { secret } from '../platform/secret';
import { openTimer } from '../platform/timer';
import { deployedWeChat } from '../platform/wechat/of-deployment';

const deployed = {
  rulebook: defaultRulebook,
  templates: templatesOf(process.env),
  wechat: { send: senderBy(secret('QUNJIE_MEMBER_KEY'), deployedWeChat()) },
};

/** The timers' door: what time alone brings about. Nobody calls it but the platform's clock. */
export const main = openTimer('timer', [
  (platform) => {
    const call = { ...platform, ...deployed };
    return settleDue(call, (memberId, drafts) => tellLost(call, memberId, drafts));
  },
  (platform) => remindDue({ ...platform, ...deployed }),
]);
