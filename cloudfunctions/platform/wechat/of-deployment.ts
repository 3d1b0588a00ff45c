import { secret } from '../secret';
import { setting } from '../setting';
import { sleep } from '../sleep';
import { openWeChat } from './cloudbase-wechat';
import type { WeChatPort } from './port';

/** WeChat as the deployment's settings say: of which mini program, by which secret. */
export function deployedWeChat(): { readonly port: WeChatPort; readonly appid: string } {
  const appid = setting('QUNJIE_APPID');
  const appSecret = secret('QUNJIE_APP_SECRET');
  const apiUrl = process.env.QUNJIE_WECHAT_API;
  const port = openWeChat({ appid, appSecret, sleep, random: Math.random, ...(apiUrl ? { apiUrl } : {}) });
  return { appid, port };
}
