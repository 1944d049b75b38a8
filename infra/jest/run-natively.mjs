import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import './load-typescript.mjs';
import { refuseChangedExports, rememberExports } from './exported-data.mjs';
import { beginSuite, endSuite } from './globals.mjs';

const require = createRequire(import.meta.url);
/** jest-circus exports it to jest's own runtime only. */
const CIRCUS = join(dirname(require.resolve('jest-circus/package.json')), 'build', 'jestAdapterInit.js');
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

process.setSourceMapsEnabled(true);

/**
 * Runs a suite as `jest-circus/runner` does, with modules that Node itself loads and keeps for the worker's next suites. Jest's
 * runtime loads all of them anew for each suite, into a context in which every global is slow. Suites of a worker share the state
 * of modules, so none may leave any behind; the environment and mocks are put back here.
 */
export default async function runNatively(...[globalConfig, config, environment, runtime, testPath, send]) {
  const env = { ...process.env };
  // Each suite has a circus of its own. Jest's mapping of stack traces gives way to Node's.
  delete require.cache[CIRCUS];
  delete globalThis[EVENT_HANDLERS];
  Error.prepareStackTrace = undefined;
  const circus = require(CIRCUS);
  let result;
  try {
    await circus.initialize({
      config,
      environment,
      globalConfig,
      localRequire: require,
      parentProcess: process,
      runtime,
      sendMessageToJest: send,
      setGlobalsForRuntime: beginSuite,
      testPath,
    });
    await import(pathToFileURL(testPath));
    await rememberExports();
    result = await circus.runAndTransformResultsToJestFormat({ config, globalConfig, testPath });
  } finally {
    endSuite();
    restore(env);
  }
  await refuseChangedExports();
  return result;
}

function restore(env) {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
