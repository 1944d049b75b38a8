import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { SHIPPED_ENVIRONMENT } from './shipped-environment.js';

it('a run gives a service what its image gives it', async () => {
  const image = await readFile(new URL('../../../../infra/Dockerfile', import.meta.url), 'utf8');
  const settings = /^ENV (.+)$/m.exec(image)?.[1]?.split(' ');
  expect(settings).toEqual(Object.entries(SHIPPED_ENVIRONMENT).map(([name, value]) => `${name}=${value}`));
});
