import {
  type EventOccasion,
  type OutgoingEvent,
  toOutgoing,
  type TrackingReport,
  trackingReportRecorded,
} from '@tidings/contracts';

/** The bus takes 1 MB at most, and its neighbours' latency suffers long before. */
const MAX_REPORT_BYTES = 256 * 1024;

export type UnnumberedReport = Omit<TrackingReport, 'part'>;

/**
 * Turns the reports of one receipt into events, numbered from 0; one that is too large becomes several with part of its
 * tracking events each. A report's order of events is kept.
 */
export function toReportEvents(
  reports: readonly UnnumberedReport[],
  occasion: Omit<EventOccasion<TrackingReport>, 'data'>,
  maxBytes = MAX_REPORT_BYTES,
): OutgoingEvent[] {
  const outgoing: OutgoingEvent[] = [];
  const add = (report: UnnumberedReport): void => {
    const event = toOutgoing(trackingReportRecorded, {
      ...occasion,
      data: { ...report, part: outgoing.length },
    });
    if (report.events.length < 2 || isWithin(maxBytes, event.payload)) {
      outgoing.push(event);
      return;
    }
    const middle = Math.ceil(report.events.length / 2);
    add({ ...report, events: report.events.slice(0, middle) });
    add({ ...report, events: report.events.slice(middle) });
  };
  for (const report of reports) add(report);
  return outgoing;
}

/** A UTF-16 unit takes three bytes of UTF-8 at most, so most texts need not be counted. */
function isWithin(maxBytes: number, text: string): boolean {
  return text.length * 3 <= maxBytes || new TextEncoder().encode(text).length <= maxBytes;
}
