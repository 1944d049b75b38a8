import { describe, expect, it } from '@jest/globals';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTempFolder } from '@tidings/testing';
import { loadBrands } from './load-brands.js';

const folder = new URL('../../../../brands', import.meta.url).pathname;

/** Every variable has a value of its own. */
const everything = new Proxy<Record<string, string>>(
  {},
  { get: (_target, name) => `value of ${String(name)}` },
);

describe('the example brands', () => {
  it('are as the schema wants them', async () => {
    const brands = await loadBrands(folder, everything);
    expect(brands.all.map(({ id }) => id)).toEqual(['lumen', 'northwind']);
  });

  it('say which variables they need', async () => {
    const load = loadBrands(folder, {});
    await expect(load).rejects.toThrow(
      /brand lumen: apiKeys\[0\]: the variable LUMEN_API_KEY is not set[^]*NORTHWIND_API_KEY/,
    );
  });
});

describe('loadBrands', () => {
  it('says which file it could not read', async () => {
    const broken = await makeTempFolder('tidings-brands-', null);
    await expect(loadBrands(join(broken, 'none'), {})).rejects.toThrow('ENOENT');
    await mkdir(join(broken, 'acme'));
    await expect(loadBrands(broken, {})).rejects.toThrow(/acme\/brand.yaml cannot be read: ENOENT/);
    await writeFile(join(broken, 'acme', 'brand.yaml'), 'id: [');
    await expect(loadBrands(broken, {})).rejects.toThrow(/acme\/brand.yaml cannot be read: Flow sequence/);
    await rm(broken, { recursive: true });
  });
});
