import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFiles } from '../../files';
import { createWeChat, handleWeChat, type WeChat, type WeChatOptions } from '../../wechat';

export const templates = [
  { id: 'template-week', title: '每周报告', keys: ['thing1'] },
  { id: 'template-tier', title: '等级变化提醒', keys: ['thing1'] },
  {
    id: 'template-long',
    title: '你在这个群里的会员等级即将到期，请尽快回来看看你的积分',
    keys: ['thing1'],
  },
  { id: 'template-more', title: '第四种', keys: ['thing1'] },
];

export interface ServersOptions {
  /** Where all of it is served, with a slash at its end. */
  publicUrl: string;
  persons: readonly { openid: string; label: string }[];
  pages: () => readonly string[];
  now: () => number;
  settings: Partial<WeChatOptions>;
}

export interface Servers {
  wechat: WeChat;
  /** `false` for what is neither WeChat's nor a file. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/** WeChat's servers and the cloud's files as the app has them: the real simulators. */
export async function openServers(options: ServersOptions): Promise<Servers> {
  const { publicUrl, persons, pages, now, settings } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'preview-files-'));
  const wechat = createWeChat({
    publicUrl,
    now,
    random: randomBytes,
    push: { mode: 'encrypted', token: 'a-token', encodingAesKey: 'a'.repeat(42) + 'A' },
    miniProgram: { appid: 'wx0123456789abcdef', username: 'gh_0123456789ab', pages, templates },
    ...settings,
  });
  const files = await openFiles({ folder, publicUrl, envId: 'local-env', now });
  const server = {
    wechat,
    name: '样板小程序',
    persons,
    groups: [
      { opengid: 'group-tea', name: '茶友群' },
      { opengid: 'group-long', name: '一个名字很长很长、长得在窄屏幕上一行写不下的读书会员交流群' },
    ],
    deliverPush: () => Promise.reject(new Error('nobody receives pushes')),
  };
  return {
    wechat,
    handle: async (request, response) =>
      (await handleWeChat(server, request, response)) || files.handle(request, response),
    close: async () => {
      await files.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
