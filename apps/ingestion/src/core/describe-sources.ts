import { addHours, type Instant } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { SourceFigures, SourceFiguresStore } from '../ports/source-figures-store.js';
import type { SourceHealthStore, SourceStanding } from '../ports/source-health-store.js';

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
}

interface NamedSource {
  readonly source: string;
  readonly plugin: string;
}

/** Tells a brand how its sources are doing. */
export class DescribeSources {
  readonly #figures: SourceFiguresStore;
  readonly #health: SourceHealthStore;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(parts: { figures: SourceFiguresStore; health: SourceHealthStore; clock: Pick<Clock, 'now'> }) {
    this.#figures = parts.figures;
    this.#health = parts.health;
    this.#clock = parts.clock;
  }

  /** Every configured source, also one that never delivered. */
  async describe(brandId: string, configured: readonly NamedSource[]): Promise<readonly SourceReport[]> {
    const fromAt = addHours(this.#clock.now(), -HOURS_TOLD);
    const [standings, sums] = await Promise.all([
      this.#health.list(brandId),
      this.#figures.sumSince(brandId, fromAt),
    ]);
    const bySource = new Map(standings.map((standing) => [standing.source, standing]));
    return configured.map(({ source, plugin }) => ({
      source,
      plugin,
      ...standingOf(bySource.get(source)),
      ...ratesOf(sums.get(source)),
    }));
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
