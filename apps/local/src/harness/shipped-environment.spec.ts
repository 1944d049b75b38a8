import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { SHIPPED_ENVIRONMENT, SHIPPED_NODE_OPTIONS } from './shipped-environment.js';

const read = (name: string): Promise<string> =>
  readFile(new URL(`../../../../infra/${name}`, import.meta.url), 'utf8');

it('a run gives a service what its image gives it', async () => {
  const image = await read('Dockerfile');
  const settings = /^ENV (.+)$/m.exec(image)?.[1]?.split(' ');
  expect(settings).toEqual(Object.entries(SHIPPED_ENVIRONMENT).map(([name, value]) => `${name}=${value}`));
});

it('and Node what compose gives it', async () => {
  const command = [...SHIPPED_NODE_OPTIONS, 'main.mjs'].map((word) => `    - ${word}\n`).join('');
  expect(await read('compose.yaml')).toContain(`  command:\n${command}\n`);
});
