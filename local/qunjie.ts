import { createHash } from 'node:crypto';
import path from 'node:path';
import { collections } from '../cloudfunctions/community/collections';
import { demoPersons } from './demo';
import { LOCAL_APPID } from './host';
import { LOCAL_MEMBER_KEY, localMemberIdOf } from './local-member-id';
import { LOCAL_OWNERS } from './local-owners';
import type { App, Secrets } from './machine';
import { ownerClaimOf } from './owner-claim';

const ADMISSION_TEMPLATE = 'local-template-of-admission-results';
const CHECK_IN_TEMPLATE = 'local-template-of-check-in-reminders';

/** named: the local owners. offered: to its first member, unless it began with the demo. */
export type Owners = 'named' | 'offered';

/** The community as it runs on a developer's machine. */
export const qunjie = (root: string, owners: Owners = 'named'): App => ({
  title: '群阶 Qunjie',
  miniprogramFolder: path.join(root, 'miniprogram'),
  npmFolder: path.join(root, 'node_modules'),
  functionFolders: [path.join(root, 'cloudfunctions')],
  collections,
  environment: (secrets, url, demo) => ({
    ...(owners === 'offered' && demo === 'none' ? offered(secrets) : named()),
    QUNJIE_MEMBER_KEY: LOCAL_MEMBER_KEY,
    QUNJIE_APPID: LOCAL_APPID,
    QUNJIE_APP_SECRET: secrets.appSecret,
    QUNJIE_PUSH_TOKEN: secrets.push.token,
    QUNJIE_PUSH_AES_KEY: secrets.push.encodingAesKey,
    QUNJIE_WECHAT_API: `${url}/wechat/api`,
    QUNJIE_TEMPLATE_ADMISSION: ADMISSION_TEMPLATE,
    QUNJIE_TEMPLATE_CHECK_IN: CHECK_IN_TEMPLATE,
  }),
  persons: demoPersons(),
  groups: [
    { opengid: 'local-group-reading', name: '晨读打卡群' },
    { opengid: 'local-group-parents', name: '亲子共学群' },
    { opengid: 'local-group-alumni', name: '老友回声群' },
  ],
  templates: [
    { id: ADMISSION_TEMPLATE, title: '审核结果通知', keys: ['thing1', 'phrase2', 'time3'] },
    { id: CHECK_IN_TEMPLATE, title: '打卡提醒', keys: ['thing1', 'thing2', 'time3'] },
  ],
  pushPath: '/inbox',
});

const named = () => ({ QUNJIE_OWNERS: LOCAL_OWNERS.map(localMemberIdOf).join() });

const offered = (secrets: Secrets) => ({
  QUNJIE_OWNERS: '',
  QUNJIE_OWNER_OFFER: 'first-member',
  QUNJIE_OWNER_CLAIM: createHash('sha256').update(ownerClaimOf(secrets)).digest('hex'),
});
