import { availableParallelism } from 'node:os';

const common = {
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.(ts|mjs)$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};

/** They promise times, or save source files that every other running preview would take over. */
const alone = [
  'cloudfunctions/platform/wechat/wechat.test.ts',
  'local/preview/test/build.test.ts',
  'local/preview/test/live.test.ts',
  'test/start.test.ts',
  'test/stories/rebuild.test.ts',
];

export default {
  // Each suite waits for a browser, a timer or a disk half of its time.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  globalSetup: '<rootDir>/test/support/bundle-functions.ts',
  projects: [
    {
      ...common,
      displayName: 'side by side',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [...common.testPathIgnorePatterns, ...alone],
    },
    {
      ...common,
      displayName: 'alone',
      testMatch: alone.map((file) => `<rootDir>/${file}`),
      runner: '<rootDir>/test/support/alone-runner.mjs',
    },
  ],
};
