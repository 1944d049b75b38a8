/** `npm run generate`: rewrites what is made from code: asyncapi.json, the README's event table, the policy's schema, the indices of plug-ins. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describeAsyncApi } from '@tidings/contracts/docs/describe-asyncapi';
import { policyJsonSchema } from '@tidings/domain';
import { composeIndex, indexFileOf, PLUGIN_PACKAGES } from '../plugins/compose-index.mjs';
import { withEventTable } from '@tidings/contracts/docs/render-event-table';

const README = 'README.md';

writeFileSync('packages/contracts/asyncapi.json', `${JSON.stringify(describeAsyncApi(), null, 2)}\n`);
writeFileSync(README, withEventTable(readFileSync(README, 'utf8')));
writeFileSync('brands/policy.schema.json', `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
for (const each of PLUGIN_PACKAGES) writeFileSync(indexFileOf(each), await composeIndex(each));
