import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { easypostSignature } from '../feed/easypost-body.js';
import type { TestBrand } from '../harness/write-brands.js';

/** One webhook as the carrier will go on sending it until it is taken. */
export interface Delivery {
  readonly brand: TestBrand;
  readonly body: string;
}

export interface Accepted {
  readonly brandId: string;
  readonly body: string;
  readonly receiptId: string;
}

export interface CarrierOptions {
  /** Of ingestion. */
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  /** Deliveries that become due each second. */
  readonly perSecond: number;
  /** Called after each acceptance with how many there are by then. */
  readonly onAccepted: (count: number) => void;
}

export interface CarrierReport {
  readonly accepted: readonly Accepted[];
  /** Attempts that were refused, cut off or not answered in time, and made again. */
  readonly retries: number;
}

const CONNECTIONS = 16;
const TIMEOUT_MS = 5_000;
const RETRY_MS = 250;
/** Then the product has not recovered by itself. */
const GIVE_UP_MS = 180_000;

/** Sends every webhook, the same bytes again after a failure, as carriers do; in time whatever became of the earlier ones. */
export async function sendLikeACarrier(options: CarrierOptions): Promise<CarrierReport> {
  const { url, deliveries, perSecond, onAccepted } = options;
  const pool = new Pool(url, {
    connections: CONNECTIONS,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const accepted: Accepted[] = [];
  let retries = 0;
  const startedAt = performance.now();
  const waiting = deliveries.entries();

  const sendUntilTaken = async (delivery: Delivery): Promise<void> => {
    const giveUpAt = performance.now() + GIVE_UP_MS;
    for (;;) {
      const receiptId = await attempt(pool, delivery);
      if (receiptId !== null) {
        accepted.push({ brandId: delivery.brand.id, body: delivery.body, receiptId });
        onAccepted(accepted.length);
        return;
      }
      if (performance.now() > giveUpAt)
        throw new Error(`a webhook was not taken for ${GIVE_UP_MS / 1_000} s`);
      retries += 1;
      await wait(RETRY_MS);
    }
  };
  const lane = async (): Promise<void> => {
    for (const [position, delivery] of waiting) {
      const dueInMs = (position / perSecond) * 1_000 - (performance.now() - startedAt);
      if (dueInMs > 0) await wait(dueInMs);
      await sendUntilTaken(delivery);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  } finally {
    await pool.destroy();
  }
  return { accepted, retries };
}

/** @returns null when it has to be sent again */
async function attempt(pool: Pool, { brand, body }: Delivery): Promise<string | null> {
  const headers = {
    'content-type': 'application/json',
    'x-hmac-signature': easypostSignature(body, brand.easypostSecret),
  };
  try {
    const answer = await pool.request({ method: 'POST', path: `/hooks/${brand.id}/easypost`, headers, body });
    const said = await answer.body.text();
    if (answer.statusCode === 202) return (JSON.parse(said) as { receiptId: string }).receiptId;
    if (answer.statusCode < 500)
      throw new RefusedError(`a webhook was answered ${answer.statusCode}: ${said}`);
    return null;
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return null;
  }
}

/** The webhook itself is at fault: sending it again would not help. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
