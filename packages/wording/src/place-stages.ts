import type { Headline, Milestone } from '@tidings/domain';

/** The few stations at which every delivery can be placed. */
export type Stage =
  | 'ordered'
  | 'preparing'
  | 'packed'
  | 'with_carrier'
  | 'out_for_delivery'
  | 'ready_to_collect'
  | 'delivered'
  | 'collected';

export interface PlacedStage {
  readonly stage: Stage;
  readonly state: 'done' | 'current' | 'ahead';
}

const TO_THE_DOOR: readonly Stage[] = [
  'ordered',
  'preparing',
  'packed',
  'with_carrier',
  'out_for_delivery',
  'delivered',
];
const TO_A_POINT: readonly Stage[] = [
  'ordered',
  'preparing',
  'packed',
  'with_carrier',
  'ready_to_collect',
  'collected',
];

/** `asReached`: the headline tells of something else than the place. Null: it is on no such way any more, or never was. */
const STAGE_OF: Readonly<Record<Headline, Stage | 'asReached' | null>> = {
  not_shippable: null,
  cancelled: null,
  held: 'ordered',
  waiting_for_stock: 'ordered',
  preparing: 'preparing',
  preparing_late: 'preparing',
  packed: 'packed',
  label_created: 'packed',
  awaiting_carrier_late: 'packed',
  picked_up: 'with_carrier',
  in_transit: 'with_carrier',
  out_for_delivery: 'out_for_delivery',
  delivery_attempted: 'out_for_delivery',
  ready_for_pickup: 'ready_to_collect',
  problem: 'asReached',
  silent: 'asReached',
  partly_delivered: null,
  delivered: 'delivered',
  returning: null,
  returned: null,
  lost: null,
};

const STAGE_REACHED: Readonly<Record<Milestone, Stage | null>> = {
  placed: 'preparing',
  preparing: 'preparing',
  packed: 'packed',
  label_created: 'packed',
  picked_up: 'with_carrier',
  in_transit: 'with_carrier',
  out_for_delivery: 'out_for_delivery',
  delivery_attempted: 'out_for_delivery',
  available_for_pickup: 'ready_to_collect',
  delivered: 'delivered',
  returning: null,
  returned: null,
  cancelled: null,
  lost: null,
};

export interface StandingParcel {
  readonly milestone: Milestone;
  /** A carrier has had it in hand. */
  readonly isHandled: boolean;
  /** It has been at a place to collect it from. */
  readonly isCollected: boolean;
}

function stageOf(headline: Headline, parcel: StandingParcel | null): Stage | null {
  const stage = STAGE_OF[headline];
  if (stage !== 'asReached') return stage;
  if (parcel === null) return 'preparing';
  const reached = STAGE_REACHED[parcel.milestone];
  // A label is often announced in a carrier's words for movement.
  return reached === 'with_carrier' && !parcel.isHandled ? 'packed' : reached;
}

/** Where on the usual way a delivery stands; null where it is not on it. */
export function placeStages(
  headline: Headline,
  parcel: StandingParcel | null,
): readonly PlacedStage[] | null {
  const stage = stageOf(headline, parcel);
  if (stage === null) return null;
  const isCollected = stage === 'ready_to_collect' || parcel?.isCollected === true;
  const way = isCollected ? TO_A_POINT : TO_THE_DOOR;
  const at = way.indexOf(isCollected && stage === 'delivered' ? 'collected' : stage);
  const here = at < 0 ? way.indexOf('with_carrier') : at;
  const stateOf = (index: number): PlacedStage['state'] => {
    if (index === here) return 'current';
    return index < here ? 'done' : 'ahead';
  };
  return way.map((each, index) => ({ stage: each, state: stateOf(index) }));
}
