/** The first step of `npm run generate`: what is built next is what the folders declare. */
import { writeFileSync } from 'node:fs';
import { composeIndex, INDICES, indexFileOf } from './compose-index.mjs';

for (const index of INDICES) writeFileSync(indexFileOf(index), await composeIndex(index));
