import type { Forecast } from '../forecast/forecast.js';
import type { OpenException, ReachedMilestone } from '../journey/journey.js';
import type { Hold, ParcelJourney } from '../journey/order-journey.js';
import type { OrderFacts, Stated } from './decide-input.js';
import type { Ledger, LedgerEntry } from './ledger.js';

/**
 * What a rule is asked about. `order` and `parcel` are states, `hold` and `exception` are problems with a reason,
 * `arrival` is one milestone reached, `said` is something told, or a case opened, that no longer holds.
 */
export const SCOPES = ['order', 'hold', 'parcel', 'arrival', 'exception', 'said'] as const;
export type Scope = (typeof SCOPES)[number];

/** One parcel with everything known of it. */
export interface ParcelFacts {
  readonly journey: ParcelJourney;
  readonly forecast: Forecast | null;
  readonly stated: Stated | null;
  readonly hasOpenCase: boolean;
}

export interface Arrival {
  readonly at: ReachedMilestone;
  /** The first handling of the parcel is a subject of its own, asked by this alone, beside the milestone that it reached. */
  readonly isFirstPhysical: boolean;
}

export interface SaidRow {
  readonly row: LedgerEntry;
  readonly isFalse: boolean;
  /** The same condition holds once more, in a newer row. */
  readonly isOpenAgain: boolean;
}

/** All fields always stand, so that a fact is one property read; null is what the scope does not have. */
export interface Subject {
  readonly order: OrderFacts & { readonly ledger: Ledger };
  readonly parcel: ParcelFacts | null;
  readonly hold: Hold | null;
  readonly arrival: Arrival | null;
  readonly exception: OpenException | null;
  readonly said: SaidRow | null;
}

export type ParcelSubject = Subject & { readonly parcel: ParcelFacts };
