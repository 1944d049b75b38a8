/** `npm run generate`: rewrites what is made from the event catalogue: asyncapi.json and the README's event table. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describeAsyncApi } from '@tidings/contracts/docs/describe-asyncapi';
import { withEventTable } from '@tidings/contracts/docs/render-event-table';

const README = 'README.md';

writeFileSync('packages/contracts/asyncapi.json', `${JSON.stringify(describeAsyncApi(), null, 2)}\n`);
writeFileSync(README, withEventTable(readFileSync(README, 'utf8')));
