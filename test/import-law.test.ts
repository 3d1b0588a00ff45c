import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { importLaw } from '../eslint.import-law.mjs';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
    { plugins: { '@typescript-eslint': tseslint.plugin } },
    ...importLaw,
  ],
});

async function brokenLawsIn(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map((message) => message.message) ?? [];
}

const room = 'cloudfunctions/community/check-in';

describe('the import law', () => {
  it.each([
    ['a room takes the SDK', `${room}/x.ts`, `import sdk from '@cloudbase/node-sdk'`],
    ['a door takes the SDK', 'cloudfunctions/member/index.ts', `import sdk from '@cloudbase/node-sdk'`],
    ['a room looks into another', `${room}/x.ts`, `import { post } from '../ledger/post'`],
    ['a room looks into another for a type', `${room}/x.ts`, `import type { P } from '../ledger/post'`],
    ['a room knows a door', `${room}/x.ts`, `import { main } from '../../member'`],
    ['a room knows the pages', `${room}/x.ts`, `import x from '../../../miniprogram/app'`],
    ['a room knows this machine', `${room}/x.ts`, `import x from '../../../local/host'`],
    [
      'a door looks into a room',
      'cloudfunctions/member/index.ts',
      `import x from '../community/ledger/post'`,
    ],
    ['the platform knows the community', 'cloudfunctions/platform/x.ts', `import x from '../community/time'`],
    ['rules reach for the platform', `${room}/rules.ts`, `import { x } from '../../platform/door'`],
    ['rules reach for Node', `${room}/rules.ts`, `import { x } from 'node:crypto'`],
    ['rules take another room as a value', `${room}/rules.ts`, `import { post } from '../ledger'`],
    ['rules do something', 'cloudfunctions/community/ledger/rules.ts', `import { post } from './post'`],
    ['a contract knows an action', `${room}/contract.ts`, `import { x } from './check-in'`],
    ['a contract knows another room', `${room}/contract.ts`, `import { x } from '../ledger'`],
    [
      'the gateway knows the community',
      'local/gateway/x.ts',
      `import x from '../../cloudfunctions/community/time'`,
    ],
    [
      'the preview knows the community',
      'local/preview/x.ts',
      `import x from '../../cloudfunctions/member/contract'`,
    ],
    [
      'the phone takes a simulator',
      'local/preview/runtime/wx/x.ts',
      `import { x } from '../../../wechat/state'`,
    ],
    [
      'the machine knows the community',
      'local/machine/x.ts',
      `import { x } from '../../cloudfunctions/community'`,
    ],
    [
      'a page takes code from the cloud',
      'miniprogram/pages/x.ts',
      `import x from '../../cloudfunctions/community/time'`,
    ],
    [
      'a page takes a contract as a value',
      'miniprogram/pages/x.ts',
      `import { x } from '../../cloudfunctions/member/contract'`,
    ],
    ['a page takes the SDK', 'miniprogram/pages/x.ts', `import x from '@cloudbase/node-sdk'`],
  ])('is broken when %s', async (_what, filePath, code) => {
    expect(await brokenLawsIn(filePath, code)).toHaveLength(1);
  });

  it.each([
    [`${room}/x.ts`, `import { post } from '../ledger'`],
    [`${room}/contract.ts`, `import { x } from '../tiers/contract'; import { y } from '../contract'`],
    [`${room}/rules.ts`, `import type { A } from '../ledger'; import { dayOf } from '../time'`],
    ['cloudfunctions/member/index.ts', `import { home } from '../community/home'`],
    ['cloudfunctions/platform/x.ts', `import sdk from '@cloudbase/node-sdk'`],
    ['miniprogram/services/x.ts', `import type { C } from '../../cloudfunctions/member/contract'`],
  ])('lets %s through with %s', async (filePath, code) => {
    expect(await brokenLawsIn(filePath, code)).toEqual([]);
  });
});
