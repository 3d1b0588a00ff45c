import { applyPictureVerdict } from '../community/members';
import { tellRefused } from '../community/notices';
import { openInbox } from '../platform/inbox';
import { setting } from '../platform/setting';
import { readMediaVerdict } from '../platform/wechat/read-media-verdict';

/** The door for what WeChat tells by itself. What nobody here waits for is taken and logged by its name. */
export const main = openInbox({
  name: 'inbox',
  settings: {
    token: setting('QUNJIE_PUSH_TOKEN'),
    encodingAesKey: setting('QUNJIE_PUSH_AES_KEY'),
    appid: setting('QUNJIE_APPID'),
  },
  async take(call, message) {
    const verdict = readMediaVerdict(message);
    if (!('traceId' in verdict)) return;
    const refused = await applyPictureVerdict(call, verdict);
    if (!refused) return;
    await tellRefused(call, refused._id, 'picture', refused.personal.picture?.sinceMs ?? 0);
  },
});
