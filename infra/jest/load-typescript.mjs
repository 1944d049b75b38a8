import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { loaded } from './exported-data.mjs';

const GLOBALS = new URL('globals.mjs', import.meta.url).href;
const OWN_MODULE = /^(\.{1,2}\/.*)\.js$/;

/** What production runs is tsc's output, see infra/adr. */
const swc = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, verbatimModuleSyntax: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** Packages of the workspace are read from their sources. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === '@jest/globals') return { url: GLOBALS, format: 'module', shortCircuit: true };
    const isInSources = context.parentURL?.endsWith('.ts') ?? false;
    return nextResolve(isInSources ? specifier.replace(OWN_MODULE, '$1.ts') : specifier, {
      ...context,
      conditions: [...context.conditions, 'tidings-source'],
    });
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    loaded.set(url, null);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swc, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
