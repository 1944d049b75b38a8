import { toMillis } from '@tidings/domain';
import { Gauge, type Registry } from 'prom-client';
import type { NamedSource, SourceReport } from '../../core/describe-sources.js';
import { CIRCUIT_STATES } from '../../core/following/admit-requests.js';

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Figure {
  readonly help: string;
  readonly labels?: readonly string[];
  /** Null: it has none yet. */
  readonly read: (report: SourceReport) => number | null | readonly Sample[];
}

/** Feeds, not parcels; as `GET /v1/sources` tells them, of the last 24 hours. */
const FIGURES: Readonly<Record<string, Figure>> = {
  ingestion_source_seeing: {
    help: '1 while the source delivers as it should, 0 while it is blind; none before its first delivery.',
    read: ({ state }) => (state === 'new' ? null : Number(state === 'seeing')),
  },
  ingestion_source_last_success_timestamp_seconds: {
    help: 'When the source last delivered something that could be read, or answered.',
    read: ({ lastSuccessAt }) => (lastSuccessAt === null ? null : toMillis(lastSuccessAt) / 1_000),
  },
  ingestion_source_lag_seconds: {
    help: 'From what a report tells to its receipt, on average.',
    read: ({ lagSeconds }) => lagSeconds,
  },
  ingestion_source_error_ratio: {
    help: 'Deliveries refused or unreadable, of all.',
    read: ({ errorRate }) => errorRate,
  },
  ingestion_source_unmapped_ratio: {
    help: 'Events with a code that no table knows, of all.',
    read: ({ unmappedShare }) => unmappedShare,
  },
  ingestion_source_poll_error_ratio: {
    help: 'Requests to the source that came to nothing by its fault or by that of our credentials, of all.',
    read: ({ asking }) => asking?.pollErrorRate ?? null,
  },
  ingestion_source_circuit: {
    help: '1 for the state in which the circuit to the source is.',
    labels: ['state'],
    read: ({ asking }) =>
      asking === null
        ? null
        : CIRCUIT_STATES.map((state) => ({ labels: { state }, value: Number(asking.circuit === state) })),
  },
  ingestion_source_quota_used_ratio: {
    help: "Of a quota of the source: the day's requests, or the month's registrations; 1 is all of it.",
    labels: ['of'],
    read: ({ asking }) =>
      asking?.quotas.map(({ of, used, cap }) => ({ labels: { of }, value: cap === 0 ? 1 : used / cap })) ??
      null,
  },
  ingestion_registration_cap: {
    help: 'Registrations that a calendar month may have, where the brand set it.',
    read: ({ asking }) => asking?.registrations?.cap ?? null,
  },
};

type Labelled = readonly [NamedSource, SourceReport];

/** Read when it is asked for, once for all figures; the same at every replica. */
export function watchFeeds(
  metrics: Registry,
  sources: readonly NamedSource[],
  describe: (sources: readonly NamedSource[]) => Promise<readonly SourceReport[]>,
): void {
  let reading: Promise<readonly Labelled[]> | null = null;
  const read = async (): Promise<readonly Labelled[]> => {
    const reports = await describe(sources);
    return sources.flatMap((source, index) => {
      const report = reports[index];
      return report === undefined ? [] : [[source, report] as const];
    });
  };
  for (const [name, { help, labels = [], read: figureOf }] of Object.entries(FIGURES))
    new Gauge({
      name,
      help,
      labelNames: ['brand', 'source', ...labels],
      registers: [metrics],
      async collect() {
        reading ??= read().finally(() => (reading = null));
        const described = await reading;
        this.reset();
        for (const [{ brandId: brand, source }, report] of described)
          for (const { labels: own, value } of samplesOf(figureOf(report)))
            this.set({ brand, source, ...own }, value);
      },
    });
}

function samplesOf(figure: ReturnType<Figure['read']>): readonly Sample[] {
  if (figure === null) return [];
  return typeof figure === 'number' ? [{ value: figure }] : figure;
}
