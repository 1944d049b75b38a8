import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';

const script = fileURLToPath(new URL('../scripts/package-for-zendesk.mjs', import.meta.url));

const pack = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [script, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();

describe('the package for Zendesk', () => {
  it('holds what Zendesk asks for, and names the one address that may see the key', () => {
    const files = unzipSync(readFileSync(pack('https://tidings.acme.example')));
    const names = Object.keys(files);
    expect(names).toEqual(
      expect.arrayContaining([
        'manifest.json',
        'translations/en.json',
        'assets/index.html',
        'assets/logo.png',
        'assets/logo-small.png',
        'assets/logo.svg',
      ]),
    );
    expect(names.filter((name) => name.endsWith('.zip'))).toEqual([]);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as {
      domainWhitelist: string[];
      parameters: { name: string; default?: string; secure?: boolean; scopes?: string[] }[];
      location: { support: { ticket_sidebar: { url: string } } };
    };
    expect(manifest.domainWhitelist).toEqual(['tidings.acme.example']);
    expect(manifest.parameters).toContainEqual(
      expect.objectContaining({ name: 'backend_url', default: 'https://tidings.acme.example' }),
    );
    expect(manifest.parameters).toContainEqual(
      expect.objectContaining({ name: 'shared_key', secure: true, scopes: ['jwt_secret_key'] }),
    );
    expect(names).toContain(manifest.location.support.ticket_sidebar.url);
  });

  it('is the same file for the same contents', () => {
    const read = () => readFileSync(pack('https://tidings.acme.example'));
    expect(read().equals(read())).toBe(true);
  });

  it.each([[], ['http://tidings.example'], ['tidings.example'], ['https://tidings.example/path']])(
    'is not made without an address that Zendesk would send a key to: %j',
    (...args) => {
      expect(() => pack(...args)).toThrow('the address of your Tidings is needed');
    },
  );
});
