/**
 * Who may know whom in this house. Data runs one way: page → service → door → room → ledger → answer. Each law is a
 * lint rule, so that breaking one breaks the build; test/import-law.test.ts breaks each of them once.
 */
const law = (files, ...patterns) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

const sdk = {
  group: ['@cloudbase/*', 'wx-server-sdk', 'tcb-admin-node'],
  message: 'Only cloudfunctions/platform touches CloudBase.',
};
const outOfTheCloud = {
  regex: '^(\\.\\./)+(miniprogram|console|local|test)(/|$)',
  message: 'Cloud functions know nothing of pages, of this machine or of tests.',
};
const doors = {
  regex: '^(\\.\\./)+(member|operator|timer|inbox)(/|$)',
  message: 'Only doors know all rooms; a room does not know its doors.',
};
const insideARoom = {
  regex: '^\\.\\./[a-z-]+/(?!index$).+',
  message: 'A room reaches another room only through its index.ts.',
};
const insideARoomFromADoor = {
  regex: '^\\.\\./community/[a-z-]+/.+',
  message: 'A door reaches a room only through its index.ts.',
};
const community = {
  regex: '(^|/)(community|cloudfunctions)(/|$)',
  message: 'This part knows nothing of the community.',
};
const notAContract = {
  regex: '^\\.\\.?/(?!(.*/)?contract$).+',
  message: 'A contract knows contracts and valibot only, so that pages can read it.',
};
const notPure = {
  group: ['node:*', '**/platform/**', '**/store', '@cloudbase/*', 'dayjs', 'valibot'],
  allowTypeImports: true,
  message: 'rules.ts decides: it imports types and other pure files only.',
};
const doing = {
  regex: '(^|/)(post|load-account|copy-entries|check-in/check-in)$',
  allowTypeImports: true,
  message: 'rules.ts decides; doing is done elsewhere.',
};
const roomsAsValues = {
  regex: '^\\.\\./(?!(time|contract)$)[a-z-]+(/index)?$',
  allowTypeImports: true,
  message: 'rules.ts takes only types from another room: its index also does things.',
};
const cloudButContracts = {
  regex: '(^|/)cloudfunctions/(?!(.*/)?contract$)',
  message: 'Pages know contracts and nothing else of the cloud.',
};
const contractsAsValues = {
  regex: '(^|/)cloudfunctions/(.*/)?contract$',
  allowTypeImports: true,
  message: 'Pages take only types from contracts.',
};

const weChatAsValues = {
  regex: '^(\\.\\./)+wechat/',
  allowTypeImports: true,
  message: 'Phones and the panel ask WeChat over HTTP; they know only what its answers look like.',
};

const rooms = 'cloudfunctions/community/*';

/** @type {import('eslint').Linter.Config[]} */
export const importLaw = [
  law(['cloudfunctions/platform/**'], community, outOfTheCloud, doors),
  law([`${rooms}/**`], sdk, outOfTheCloud, doors, insideARoom),
  law(['cloudfunctions/community/*.ts'], sdk, outOfTheCloud, doors),
  law([`${rooms}/contract.ts`], sdk, outOfTheCloud, doors, notAContract),
  law([`${rooms}/rules.ts`], sdk, outOfTheCloud, doors, insideARoom, roomsAsValues, notPure, doing),
  law(['cloudfunctions/{member,operator,timer,inbox}/index.ts'], sdk, outOfTheCloud, insideARoomFromADoor),
  law(
    ['gateway', 'files', 'host', 'wechat', 'gallery', 'machine'].map((room) => `local/${room}/**`),
    community,
  ),
  law(['local/preview/**'], community, weChatAsValues),
  law(['miniprogram/**', 'console/**'], sdk, cloudButContracts, contractsAsValues),
];
