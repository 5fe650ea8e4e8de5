import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const collectCoverageFrom = ['{apps,libs}/*/src/**/*.ts', '!**/*.spec.ts', '!**/main.ts'];

const shared = {
  rootDir,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
};

const suite = (displayName, ...testMatch) => ({
  ...shared,
  displayName,
  testMatch: testMatch.map((m) => `<rootDir>/${m}`),
});

export default {
  rootDir,
  coverageProvider: 'v8',
  collectCoverageFrom,
  testTimeout: 60_000,
  projects: [
    suite('unit', '{apps,libs}/*/src/**/*.spec.ts', 'firmware-sim/src/**/*.spec.ts', 'scripts/**/*.spec.ts'),
    suite('integration', 'test/integration/**/*.spec.ts'),
    suite('e2e', 'test/e2e/**/*.spec.ts'),
    suite('acceptance', 'test/acceptance/**/*.spec.ts'),
    {
      ...suite('browser', 'test/browser/**/*.spec.ts'),
      globalSetup: '<rootDir>/test/browser/support/start-system.mjs',
      setupFiles: ['<rootDir>/test/browser/support/own-system.mjs'],
      globalTeardown: '<rootDir>/test/browser/support/stop-system.mjs',
    },
    suite('chaos', 'test/chaos/**/*.spec.ts'),
  ],
};
