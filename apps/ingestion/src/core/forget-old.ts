import { addHours, type Instant } from '@tidings/domain';
import type { RetentionStore } from '../ports/retention-store.js';

const RETENTION_DAYS = 30;
/** Parcels that are this old get no others, and their addresses are no longer looked at. */
const LINKS_DAYS = 120;

/** Small enough not to hold anything up, often enough to keep pace with a thousand deliveries per second. */
const ROWS = 2_000;
const ROUNDS = 50;

/** Deletes receipts and figures that are older than 30 days, in small statements, up to a bound per call. */
export async function forgetOld(store: RetentionStore, asOf: Instant): Promise<number> {
  const beforeAt = addHours(asOf, -24 * RETENTION_DAYS);
  let forgotten = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const count = await store.forgetReceipts(beforeAt, ROWS);
    forgotten += count;
    if (count < ROWS) break;
  }
  await store.forgetFigures(beforeAt);
  await store.forgetLinks(addHours(asOf, -24 * LINKS_DAYS));
  return forgotten;
}
