import type { CarrierPlugin, Reading, ReadingError } from '@tidings/carriers';
import { hoursBetween, type Instant, type TrackingEvent } from '@tidings/domain';
import type { Problem } from '../ports/intake-store.js';
import type { SourceFigures } from '../ports/source-figures-store.js';
import { askedForIn } from './following/poll-news.js';
import { type Interpret, type Interpretation, MAX_PROBLEMS, nothingSaid } from './interpret.js';
import { toReportEvents } from './split-report.js';

type ReadReports = CarrierPlugin['read'];

/** Makes the interpreter of a source that reports on parcels. */
export function interpretReports(read: ReadReports): Interpret {
  return (payload, { brandId, source, receivedAt, topic }) => {
    const askedFor = askedForIn(topic);
    const reading = read(payload, { brandId, source, receivedAt, ...(askedFor && { askedFor }) });
    return 'error' in reading ? failed(reading.error) : interpreted(reading, receivedAt);
  };
}

function failed({ code, message, field }: ReadingError): Interpretation {
  if (code === 'not_found' || code === 'control') return nothingSaid(code);
  return nothingSaid('unreadable', { field: field ?? null, message });
}

function interpreted(
  reading: Exclude<Reading, { error: ReadingError }>,
  receivedAt: Instant,
): Interpretation {
  const { unmapped, failures } = reading;
  const reports = reading.reports.filter(({ events }) => events.length > 0);
  const events = reports.flatMap((report) => report.events);
  const unknownCodes = unmapped.map(({ code, text, count }): Problem => ({
    kind: 'unmapped_code',
    field: code,
    message: `${text} (${count} times)`,
  }));
  const unreadable = failures.flatMap(({ error }) => failed(error).problems);
  const problems = [...unknownCodes, ...unreadable].slice(0, MAX_PROBLEMS);
  return {
    state: problems.length > 0 ? 'partly_read' : 'recorded',
    problems,
    figures: {
      events: events.length,
      unmapped: unmapped.reduce((sum, { count }) => sum + count, 0),
      unreadable: Math.min(1, unreadable.length),
      ...lagOf(events.at(-1), receivedAt),
    },
    toEvents: ({ causation, brandId, ...origin }) =>
      toReportEvents(
        reports.map((report) => ({ ...report, ...origin, events: [...report.events] })),
        { brandId, occurredAt: receivedAt, ...causation },
      ),
  };
}

/** An hour that was assumed would measure the assumption. */
function lagOf(newest: TrackingEvent | undefined, receivedAt: Instant): Partial<SourceFigures> {
  if (newest?.at.instant == null || newest.at.zoneFrom === 'assumed') return {};
  const lagSeconds = Math.max(0, Math.round(hoursBetween(newest.at.instant, receivedAt) * 3_600));
  return { lagSeconds, lagSamples: 1 };
}
