import { createHash, randomUUID } from 'node:crypto';
import { type Instant, toMillis } from '@tidings/domain';
import { uuidV7 } from '@tidings/platform';
import { type DeliveredBytes, ReceiptIdentity } from '../../ports/receipt-identity.js';

const KEY_HEX_DIGITS = 32;

export class CryptoReceiptIdentity extends ReceiptIdentity {
  override newId(at: Instant): string {
    return uuidV7(toMillis(at), randomUUID());
  }

  override deliveryKey({ brandId, source, body }: DeliveredBytes): string {
    // Ids hold no line break, so no two deliveries are written as the same bytes.
    const digest = createHash('sha256').update(`${brandId}\n${source}\n`).update(body).digest('hex');
    return digest.slice(0, KEY_HEX_DIGITS);
  }
}
