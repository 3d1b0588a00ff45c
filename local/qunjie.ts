import path from 'node:path';
import { collections } from '../cloudfunctions/community/collections';
import { demoPersons } from './demo';
import { LOCAL_MEMBER_KEY, localMemberIdOf } from './local-member-id';
import { LOCAL_OWNERS } from './local-owners';
import type { App } from './machine';

/** The community as it runs on a developer's machine. */
export const qunjie = (root: string): App => ({
  title: '群阶 Qunjie',
  miniprogramFolder: path.join(root, 'miniprogram'),
  npmFolder: path.join(root, 'node_modules'),
  functionFolders: [path.join(root, 'cloudfunctions')],
  collections,
  environment: () => ({
    QUNJIE_MEMBER_KEY: LOCAL_MEMBER_KEY,
    QUNJIE_OWNERS: LOCAL_OWNERS.map(localMemberIdOf).join(),
  }),
  persons: demoPersons(),
  groups: [
    { opengid: 'local-group-reading', name: '晨读打卡群' },
    { opengid: 'local-group-parents', name: '亲子共学群' },
    { opengid: 'local-group-alumni', name: '老友回声群' },
  ],
  templates: [],
  pushPath: '/inbox',
});
