import { describe, expect, it } from '@jest/globals';
import { isZendesk } from './load-sdk.js';

describe('whether the host is Zendesk', () => {
  it.each(['https://acme.zendesk.com', 'https://acme-sandbox.zendesk.com'])('is so for %s', (origin) => {
    expect(isZendesk(origin)).toBe(true);
  });

  it.each([
    null,
    '',
    'acme.zendesk.com',
    'http://acme.zendesk.com',
    'https://zendesk.com.evil.example',
    'https://evil.example/acme.zendesk.com',
    'https://acmezendesk.com',
    'http://127.0.0.1:4000',
  ])('is not so for %s', (origin) => {
    expect(isZendesk(origin)).toBe(false);
  });
});
