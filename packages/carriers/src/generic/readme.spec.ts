import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONTEXT } from '../spec-support/describe-reading.js';
import { generic } from './index.js';

describe('the page about our own JSON', () => {
  it('shows a body that is read', () => {
    const page = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
    const body = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(generic.read(JSON.parse(body), CONTEXT)).not.toHaveProperty('error');
  });
});
