import { randomBytes } from 'node:crypto';
import { LOCAL_APPID, type HostClock } from '../host';
import { createWeChat, merchantSettingsOf, type WeChat } from '../wechat';
import type { App } from './app';
import { appPages } from './app-pages';
import type { Secrets } from './secrets';
import type { WeChatStore } from './wechat-store';

/** The mini program's original id, to which pushes are addressed. */
const USERNAME = 'gh_local000000';

/** WeChat, for the mini program of this machine. */
export function openWeChat(
  { miniprogramFolder, templates }: App,
  { push, appSecret, offerId, appKey, merchant }: Secrets,
  { url, clock, store }: { readonly url: string; readonly clock: HostClock; readonly store: WeChatStore },
): WeChat {
  return createWeChat({
    now: clock.nowMs,
    random: randomBytes,
    publicUrl: `${url}/`,
    miniProgram: {
      appid: LOCAL_APPID,
      username: USERNAME,
      secret: appSecret,
      pages: () => appPages(miniprogramFolder),
      templates,
    },
    push: { mode: 'encrypted', ...push },
    merchant: merchantSettingsOf(merchant),
    virtualPayment: { offerId, appKey },
    store,
  });
}
