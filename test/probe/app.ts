import path from 'node:path';
import type { App } from '../../local/machine';
import { WEEKLY } from './names';

export const probe: App = {
  title: '探路',
  miniprogramFolder: path.join(__dirname, 'miniprogram'),
  npmFolder: path.join(__dirname, '../../node_modules'),
  functionFolders: [path.join(__dirname, 'functions')],
  collections: [
    { name: 'facts', indexes: [] },
    { name: 'orders', indexes: [] },
  ],
  environment: (secrets, url) => ({ SECRETS: JSON.stringify(secrets), MACHINE_URL: url }),
  persons: [
    { openid: 'member-ming', label: '小明' },
    { openid: 'member-hong', label: '小红' },
  ],
  groups: [
    { opengid: 'group-reading', name: '读书会' },
    { opengid: 'group-running', name: '晨跑团' },
  ],
  templates: [{ id: WEEKLY, title: '每周小结', keys: ['thing1', 'number2'] }],
  pushPath: '/inbox',
};
