import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { composeIndex, indexFileOf, PLUGIN_PACKAGES } from './compose-index.mjs';

describe('the indices of plug-ins', () => {
  it.each(PLUGIN_PACKAGES)(
    'of $folder names every folder that declares one (else: npm run generate)',
    async (each) => {
      expect(readFileSync(indexFileOf(each), 'utf8')).toBe(await composeIndex(each));
    },
  );
});
