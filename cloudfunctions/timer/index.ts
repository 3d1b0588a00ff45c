import { randomBytes } from 'node:crypto';
import { senderBy } from '../community/caller';
import { tellLost } from '../community/challenges';
import { remindDue } from '../community/check-in';
import { settleDue } from '../community/ledger';
import { sweep } from '../community/mall';
import { templatesOf } from '../community/notices';
import { finishReturns, receiveDue } from '../community/orders';
import { defaultRulebook } from '../community/rulebook';
import { vaultOf } from '../community/vault';
import { secret } from '../platform/secret';
import { openTimer } from '../platform/timer';
import { deployedWeChat } from '../platform/wechat/of-deployment';

const deployed = {
  rulebook: defaultRulebook,
  templates: templatesOf(process.env),
  wechat: { send: senderBy(vaultOf(secret('QUNJIE_MEMBER_KEY'), randomBytes), deployedWeChat()) },
};

/** The timers' door: what time alone brings about. Nobody calls it but the platform's clock. */
export const main = openTimer('timer', [
  (platform) => {
    const call = { ...platform, ...deployed };
    return settleDue(call, (memberId, drafts) => tellLost(call, memberId, drafts));
  },
  (platform) => sweep({ ...platform, ...deployed }),
  (platform) => finishReturns({ ...platform, ...deployed }),
  (platform) => receiveDue({ ...platform, ...deployed }),
  (platform) => remindDue({ ...platform, ...deployed }),
]);
