const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testRunner: '<rootDir>/infra/jest/run-natively.mjs',
  transform: {},
  injectGlobals: false,
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
