import { addHours, type Instant } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import {
  type SourceFigures,
  type SourceFiguresStore,
  type SourceKey,
  sourceKeyText,
} from '../ports/source-figures-store.js';
import type { SourceHealthStore, SourceStanding } from '../ports/source-health-store.js';
import type { TrackingStore } from '../ports/tracking-store.js';
import { type AskingInput, type AskingReport, describeAsking } from './following/describe-asking.js';
import type { TrackingState } from './following/tracking.js';

const HOURS_TOLD = 24;

/** How one source of a brand is doing; the counts are of the last 24 hours. */
export interface SourceReport {
  readonly source: string;
  readonly plugin: string;
  /** `new`: it never delivered anything. */
  readonly state: 'new' | SourceStanding['state'];
  readonly since: Instant | null;
  /** When it last delivered something that could be read. */
  readonly lastSuccessAt: Instant | null;
  readonly delivered: number;
  readonly duplicates: number;
  /** From what a report tells to its receipt, on average; null without a report whose time is certain. */
  readonly lagSeconds: number | null;
  /** Deliveries refused or unreadable, of all; 0..1. */
  readonly errorRate: number;
  /** Events with a code that no table knows, of all; 0..1. */
  readonly unmappedShare: number;
  /** Null where the source is not asked. */
  readonly asking: AskingReport | null;
}

export interface NamedSource extends SourceKey {
  readonly plugin: string;
  /** Absent where it cannot be asked. */
  readonly client?: AskingInput['client'] | undefined;
}

export interface DescribeParts {
  readonly figures: SourceFiguresStore;
  readonly health: SourceHealthStore;
  readonly trackings: Pick<TrackingStore, 'feeds' | 'count'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Tells how sources are doing: the feeds, whatever becomes of the parcels that they tell of. */
export class DescribeSources {
  readonly #parts: DescribeParts;

  constructor(parts: DescribeParts) {
    this.#parts = parts;
  }

  /** Every configured source in its order, also one that never delivered. */
  async describe(configured: readonly NamedSource[]): Promise<readonly SourceReport[]> {
    const { figures, health, trackings, clock } = this.#parts;
    const asOf = clock.now();
    const brandIds = [...new Set(configured.map(({ brandId }) => brandId))];
    const [standings, sums, feeds, counts] = await Promise.all([
      health.list(brandIds),
      figures.sumSince(brandIds, addHours(asOf, -HOURS_TOLD)),
      trackings.feeds(),
      trackings.count(),
    ]);
    const standingByKey = new Map(standings.map((standing) => [sourceKeyText(standing), standing]));
    const countByKey = new Map(counts.map((each) => [`${sourceKeyText(each)}/${each.state}`, each.count]));
    return configured.map((named) => {
      const key = sourceKeyText(named);
      const countOf = (state: TrackingState) => countByKey.get(`${key}/${state}`) ?? 0;
      const { source, plugin, client } = named;
      const asked = { feed: feeds.get(key), figures: sums.get(key), countOf, asOf };
      return {
        source,
        plugin,
        ...standingOf(standingByKey.get(key)),
        ...ratesOf(sums.get(key)),
        asking: client === undefined ? null : describeAsking({ client, ...asked }),
      };
    });
  }
}

function standingOf(
  standing: SourceStanding | undefined,
): Pick<SourceReport, 'state' | 'since' | 'lastSuccessAt'> {
  if (standing === undefined) return { state: 'new', since: null, lastSuccessAt: null };
  const { state, since, lastProvenAt } = standing;
  return { state, since, lastSuccessAt: lastProvenAt };
}

type Rates = Pick<SourceReport, 'delivered' | 'duplicates' | 'lagSeconds' | 'errorRate' | 'unmappedShare'>;

function ratesOf(sums: SourceFigures | undefined): Rates {
  if (sums === undefined)
    return { delivered: 0, duplicates: 0, lagSeconds: null, errorRate: 0, unmappedShare: 0 };
  const { delivered, duplicates, refused, unreadable, events, unmapped, lagSeconds, lagSamples } = sums;
  return {
    delivered,
    duplicates,
    lagSeconds: lagSamples === 0 ? null : Math.round(lagSeconds / lagSamples),
    errorRate: share(refused + unreadable, delivered + refused),
    unmappedShare: share(unmapped, events),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, Math.round((part / whole) * 1e4) / 1e4);
}
