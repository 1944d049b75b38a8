import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { SHIPPED_SETTINGS } from './shipped-settings.js';

it('a bench gives Postgres what the shipped installation gives it', async () => {
  const compose = await readFile(new URL('../../../../infra/compose.yaml', import.meta.url), 'utf8');
  for (const [name, value] of Object.entries(SHIPPED_SETTINGS)) expect(compose).toContain(`${name}=${value}`);
});
