import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { easypostWebhook } from './webhook.js';

const NOW = '2026-11-22T12:00:00.000Z';

function signedBy(body: string, secret: string): Record<string, string> {
  return { 'x-hmac-signature': `hmac-sha256-hex=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

describe('EasyPost signatures', () => {
  const body = '{"result": {"weight": 17, "name": "Zoë", "other_weight": 17}}';

  it('takes a body whose whole weight was hashed with a fraction', () => {
    const headers = signedBy(body.replace('"weight": 17,', '"weight": 17.0,'), 'secret');
    expect(
      easypostWebhook.verify({ rawBody: Buffer.from(body), headers, secrets: ['secret'], now: NOW }),
    ).toEqual({
      ok: true,
    });
  });

  it('leaves a weight with a fraction and every other number alone', () => {
    const headers = signedBy(body.replaceAll('17', '17.0'), 'secret');
    expect(
      easypostWebhook.verify({ rawBody: Buffer.from(body), headers, secrets: ['secret'], now: NOW }),
    ).toEqual({
      ok: false,
      reason: 'mismatch',
    });
  });

  it('normalises the secret as EasyPost does', () => {
    const headers = signedBy(body, 'file');
    expect(
      easypostWebhook.verify({ rawBody: Buffer.from(body), headers, secrets: ['ﬁle'], now: NOW }),
    ).toEqual({
      ok: true,
    });
  });
});
