import { ModuleMocker } from 'jest-mock';

const TEST_TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');
const mocker = new ModuleMocker(globalThis);

/** Stands for `@jest/globals`: the functions of the suite that runs. Modules outlive a suite, and their imports follow to the next. */
export let describe, it, test, expect, beforeAll, beforeEach, afterAll, afterEach;

export const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  replaceProperty: mocker.replaceProperty.bind(mocker),
  restoreAllMocks: mocker.restoreAllMocks.bind(mocker),
  /** For the tests of this suite that come after it; jest-circus reads it there. */
  setTimeout: (timeoutMs) => {
    globalThis[TEST_TIMEOUT] = timeoutMs;
  },
};

export function beginSuite(globals) {
  ({ describe, it, test, expect, beforeAll, beforeEach, afterAll, afterEach } = globals);
  delete globalThis[TEST_TIMEOUT];
}

export function endSuite() {
  jest.restoreAllMocks();
}
