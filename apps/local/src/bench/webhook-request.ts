import { easypostSignature } from '../feed/easypost-body.js';
import type { ScheduledWebhook } from '../feed/interleave-stories.js';
import { webhookBody } from '../feed/webhook-body.js';
import type { TestBrand } from '../harness/write-brands.js';

/** The whole HTTP request as bytes, signed beforehand, so that sending it costs next to nothing. */
export function webhookRequest(
  webhook: ScheduledWebhook,
  { brand, endsAt }: { readonly brand: TestBrand; readonly endsAt: string },
): Buffer {
  const body = webhookBody(webhook, endsAt);
  const head = [
    `POST /hooks/${brand.id}/easypost HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `X-Hmac-Signature: ${easypostSignature(body, brand.easypostSecret)}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
