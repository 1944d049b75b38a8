import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { composeIndex, indexFileOf, INDICES } from './compose-index.mjs';

describe('the indices of plug-ins', () => {
  it.each(INDICES)(
    '$folder/$index names every folder that declares one (else: npm run generate)',
    async (each) => {
      expect(readFileSync(indexFileOf(each), 'utf8')).toBe(await composeIndex(each));
    },
  );
});
