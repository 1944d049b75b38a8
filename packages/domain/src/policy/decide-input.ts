import type { CaseOption } from '../answer/snapshot.js';
import type { Estimate, GivenInterval, Forecast } from '../forecast/forecast.js';
import type { Incident } from '../incidents/incident.js';
import type { OrderJourney } from '../journey/order-journey.js';
import type { WatchedPromise } from '../promise/promise.js';
import type { Instant } from '../time/instant.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import type { Actor } from '../words/actor.js';
import type { Reason } from '../words/reason.js';
import type { CartMail } from './cart-mails.js';
import type { Decision } from './decision.js';
import type { Ledger } from './ledger.js';

/** What the order's own forecast says of the part that is in no parcel yet. */
export interface DispatchForecast {
  /** By when the order should leave the warehouse; null when nothing waits. */
  readonly dispatchBy: Instant | null;
  readonly isPreparingLate: boolean;
  readonly validUntil?: Instant | null;
}

/** What every face shows of one parcel, and what it showed before the last restatement. */
export interface Stated {
  readonly estimate: Estimate | null;
  readonly before: Estimate | null;
  /** The first interval that was given from each moment of the journey: what is judged once the parcel arrives. */
  readonly said?: readonly GivenInterval[];
}

/** All that is true of one order at `asOf`. Nothing here remembers a previous round but the ledger. */
export interface OrderFacts {
  readonly orderId: string;
  readonly orderJourney: OrderJourney;
  readonly orderForecast: DispatchForecast;
  /** By parcel id. A parcel without a forecast is decided without clock conditions. */
  readonly forecasts: ReadonlyMap<string, Forecast>;
  /** By parcel id; under the order's own what is stated of it before there is a parcel. */
  readonly stated: ReadonlyMap<string, Stated>;
  /** The incident that each parcel is in, by parcel id; left out: none is in any. */
  readonly incidents?: ReadonlyMap<string, Incident>;
  /** Every date that was shown, by what is known of it at `asOf`; left out: none was. */
  readonly promises?: readonly WatchedPromise[];
  /** The customers' zone, in which a promised day ends and quiet hours count where no country is known; left out: UTC. */
  readonly zone?: string;
  /** What the cart mails by itself; left out: nothing. */
  readonly cartMails?: readonly CartMail[];
  /** When people are at work; left out: always. */
  readonly workHours?: WorkCalendar;
  readonly asOf: Instant;
}

export interface DecideInput extends OrderFacts {
  /** All rows of this order; none is ever dropped. Orders are small: a row per condition that was met. */
  readonly ledger: Ledger;
  /** Facts before this instant are recorded and never spoken about; for imported history give `asOf`. */
  readonly speaksFrom: Instant;
}

/** What becomes of an order's cases. `caseKey` is the key of the decision that opened it. */
export type CaseChange =
  | {
      readonly change: 'open';
      readonly caseKey: string;
      readonly parcelId: string;
      readonly reason: Reason;
      readonly actor: Actor;
      readonly openedAt: Instant;
      readonly dueInBusinessHours: number;
      readonly options: readonly CaseOption[];
    }
  | { readonly change: 'close'; readonly caseKey: string; readonly closedAt: Instant }
  | { readonly change: 'escalate'; readonly caseKey: string; readonly escalatedAt: Instant };

export interface DecideResult {
  /** New decisions only, in the order of the policy's rules. */
  readonly decisions: readonly Decision[];
  /** The whole new ledger; the same array when nothing changed. */
  readonly ledger: Ledger;
  readonly caseChanges: readonly CaseChange[];
  /** When to decide again though nothing comes in; null: never. */
  readonly wakeAt: Instant | null;
}
