/** Jest runs the sources through swc; what production runs is tsc's output, see infra/adr. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, verbatimModuleSyntax: true },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['tidings-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/(apps|packages)/[^/]+/dist/'],
};

export default {
  maxWorkers: 2,
  testTimeout: 30_000,
  testSequencer: '<rootDir>/infra/jest/spread-long-suites.mjs',
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,packages}/*/src/**/*.spec.ts', '<rootDir>/infra/**/*.spec.mjs'],
      testPathIgnorePatterns: ['\\.(int|e2e|browser)\\.spec\\.ts$', '/node_modules/'],
    },
    {
      ...base,
      displayName: 'integration',
      testMatch: ['<rootDir>/{apps,packages}/*/src/**/*.{int,e2e,browser}.spec.ts'],
      globalSetup: '<rootDir>/infra/jest/global-setup.mjs',
      globalTeardown: '<rootDir>/infra/jest/global-teardown.mjs',
    },
  ],
};
