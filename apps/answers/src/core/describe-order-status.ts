import type { Answer, EventTime, ParcelAnswer } from '@tidings/domain';
import type { RenderedAnswer, RenderedParcel } from '@tidings/wording';

interface StatusFields {
  readonly status: string;
  readonly status_label: string;
  readonly summary: string;
  /** `YYYY-MM-DD`, or null. */
  readonly eta_from: string | null;
  readonly eta_to: string | null;
  readonly eta_confidence: 'carrier' | 'estimated' | 'none';
  /** An instant, or a date where the hour is not certain. */
  readonly last_event_at: string | null;
  readonly last_event: string | null;
  readonly carrier: string | null;
  readonly tracking_number: string | null;
}

/** Flat and stable, because bots' builders map fields one by one; a field is never left out. */
export interface OrderStatus extends StatusFields {
  readonly found: true;
  readonly order_number: string | null;
  /** What a bot told of this order before and is not so, as sentences; `summary` begins with it. Null: nothing. */
  readonly correction: string | null;
  readonly next_step: string;
  readonly tracking_url: null;
  readonly is_delayed: boolean;
  readonly is_stale: boolean;
  readonly needs_human: boolean;
  readonly as_of: string;
  readonly shipments_count: number;
  /** The first ones, as many as fit into the size. */
  readonly shipments: readonly StatusFields[];
}

/** Zendesk's bots take larger answers badly. */
const MAX_BYTES = 4_000;

/**
 * What one who knows an order may be told of it: the order first, then parcel by parcel.
 * @param corrections sentences that take back what a bot told before
 */
export function describeOrderStatus(
  answer: Answer,
  words: RenderedAnswer,
  corrections: readonly string[],
): OrderStatus {
  const shipments = answer.parcels.map((parcel) => describeParcel(parcel, words.parcels));
  const lead =
    shipments[
      Math.max(
        0,
        answer.parcels.findIndex(({ parcelId }) => parcelId === answer.headlineParcelId),
      )
    ];
  const status: OrderStatus = {
    found: true,
    order_number: answer.orderNumber,
    status: answer.headline,
    status_label: words.label,
    summary: [...corrections, words.summary].join(' '),
    correction: corrections.length === 0 ? null : corrections.join(' '),
    next_step: words.nextStep,
    ...etaOf(answer),
    last_event_at: lead?.last_event_at ?? null,
    last_event: lead?.last_event ?? null,
    carrier: lead?.carrier ?? null,
    tracking_number: lead?.tracking_number ?? null,
    // Our own page is for those who possess its link: whoever only knows the order must not get it here.
    tracking_url: null,
    is_delayed: answer.isDelayed,
    is_stale: answer.isStale,
    needs_human: answer.needsHuman,
    as_of: answer.asOf,
    shipments_count: shipments.length,
    shipments: [],
  };
  return { ...status, shipments: asManyAsFit(status, shipments) };
}

function describeParcel(parcel: ParcelAnswer, rendered: readonly RenderedParcel[]): StatusFields {
  const words = rendered.find(({ parcelId }) => parcelId === parcel.parcelId);
  return {
    status: parcel.headline,
    status_label: words?.label ?? parcel.headline,
    summary: words?.sentence ?? '',
    ...etaOf(parcel),
    last_event_at: shownTime(parcel.reachedAt),
    last_event: parcel.milestone,
    carrier: parcel.carrier,
    tracking_number: parcel.trackingNumber,
  };
}

function etaOf({
  estimate,
}: Pick<Answer, 'estimate'>): Pick<StatusFields, 'eta_from' | 'eta_to' | 'eta_confidence'> {
  if (estimate === null) return { eta_from: null, eta_to: null, eta_confidence: 'none' };
  const { from, to, basis } = estimate;
  return { eta_from: from, eta_to: to, eta_confidence: basis === 'carrier' ? 'carrier' : 'estimated' };
}

/** Never an hour that came from an assumed zone. */
function shownTime(at: EventTime | null): string | null {
  if (at === null) return null;
  const isCertain = at.instant !== null && at.zoneFrom !== 'assumed' && at.precision !== 'day';
  return isCertain ? at.instant : at.wall.slice(0, 'YYYY-MM-DD'.length);
}

function asManyAsFit(status: OrderStatus, shipments: readonly StatusFields[]): readonly StatusFields[] {
  const sizeOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length + 1;
  let left = MAX_BYTES - sizeOf(status);
  return shipments.filter((shipment) => (left -= sizeOf(shipment)) >= 0);
}
