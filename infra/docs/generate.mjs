/** `npm run generate`: rewrites what is made from code: asyncapi.json, the tables of events and of sources, the policy's schema. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describeAsyncApi } from '@tidings/contracts/docs/describe-asyncapi';
import { carrierPlugins } from '@tidings/carriers';
import { policyJsonSchema } from '@tidings/domain';
import { withEventTable } from '@tidings/contracts/docs/render-event-table';
import { storefrontPlugins } from '@tidings/storefronts';
import { formatFor } from './format-for.mjs';
import { withSourceTable } from './render-sources.mjs';

const README = 'README.md';
const POLICY = 'brands/policy.schema.json';

writeFileSync('packages/contracts/asyncapi.json', `${JSON.stringify(describeAsyncApi(), null, 2)}\n`);
writeFileSync(README, withEventTable(readFileSync(README, 'utf8')));
writeFileSync(POLICY, await formatFor(POLICY, JSON.stringify(policyJsonSchema(), null, 2)));
for (const [file, plugins] of [
  ['packages/carriers/README.md', carrierPlugins],
  ['packages/storefronts/README.md', storefrontPlugins],
])
  writeFileSync(file, await withSourceTable(readFileSync(file, 'utf8'), plugins, file));
