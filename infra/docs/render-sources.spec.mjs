import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { carrierPlugins } from '@tidings/carriers';
import { storefrontPlugins } from '@tidings/storefronts';
import { withSourceTable } from './render-sources.mjs';

it.each([
  ['packages/carriers/README.md', carrierPlugins],
  ['packages/storefronts/README.md', storefrontPlugins],
])('%s lists every source as it declares itself (else: npm run generate)', async (file, plugins) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toBe(await withSourceTable(text, plugins, file));
});
