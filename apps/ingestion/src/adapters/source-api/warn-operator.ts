import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { SourceKey } from '../../ports/source-figures-store.js';
import type { FollowNotice } from '../../core/following/follow-parcels.js';

/** An alert of a kind is repeated at most this often for one source. */
const QUIET_MS = 15 * 60_000;

/** Tells the operator what of the asking does not go well: once, and not for each parcel. */
export function warnOperator(
  logger: Logger,
  metrics: Registry,
): (source: SourceKey, notice: FollowNotice) => void {
  const failures = new Counter({
    name: 'ingestion_poll_failures_total',
    help: 'Requests to a source that came to nothing.',
    labelNames: ['brand', 'source', 'code'],
    registers: [metrics],
  });
  const toldMs = new Map<string, number>();
  return ({ brandId, source }, notice) => {
    if (notice.kind === 'failed') failures.inc({ brand: brandId, source, code: notice.failure.code });
    const alert = alertOf(notice);
    const key = `${brandId}/${source}/${alert ?? ''}`;
    if (alert === null || Date.now() - (toldMs.get(key) ?? 0) < QUIET_MS) return;
    toldMs.set(key, Date.now());
    const fields = { alert, brandId, source };
    if (notice.kind === 'quota_gone')
      logger.error(
        { ...fields, cap: notice.cap },
        "the month's registrations are used up: new parcels are not followed",
      );
    else logger.error({ ...fields, failure: notice.failure }, 'the source cannot be asked');
  };
}

function alertOf(notice: FollowNotice): string | null {
  if (notice.kind === 'quota_gone') return 'source_quota_gone';
  if (notice.failure.code === 'unauthorized') return 'source_unauthorized';
  return notice.isOpen ? 'source_unavailable' : null;
}
