import {
  decide,
  type DecideInput,
  firstPolicy,
  foldOrder,
  forecast,
  forecastOrder,
  type Instant,
  type Ledger,
  type Order,
  settle,
  type Stated,
  stateEstimate,
  type TrackingEvent,
  type WorkCalendar,
} from '@tidings/domain';

const CALENDAR: WorkCalendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5, 6],
  holidays: new Set(),
};
const START_MS = Date.parse('2026-03-02T08:00:00.000Z');
const HOUR_MS = 3_600_000;

const at = (hours: number): Instant => new Date(START_MS + hours * HOUR_MS).toISOString();

function report(hours: number, what: Partial<TrackingEvent>): TrackingEvent {
  const instant = at(hours);
  return {
    id: [what.kind, what.milestone, what.reason, instant].join('|'),
    brandId: 'bench',
    parcelRef: null,
    at: { instant, wall: instant.slice(0, 19), offsetMinutes: 0, zoneFrom: 'carrier', precision: 'second' },
    sequence: hours,
    kind: 'milestone',
    actor: 'nobody',
    etaEffect: 'none',
    physical: what.kind === undefined,
    confidence: 'code',
    verbatim: { text: String(what.milestone) },
    source: 'carrier',
    recordedAt: instant,
    schemaVersion: 1,
    ...what,
  };
}

const FRIDAY = { from: '2026-03-06', to: '2026-03-06' };
const MONDAY = { from: '2026-03-09', to: '2026-03-09' };

const label = report(2, { milestone: 'label_created', physical: false });
const pickUp = report(8, { milestone: 'picked_up', carrierEta: FRIDAY });
const scans = [14, 20, 30].map((hours) => report(hours, { milestone: 'in_transit' }));
const tour = report(72, { milestone: 'out_for_delivery' });
const arrival = report(76, { milestone: 'delivered' });
const problem = (hours: number, what: Partial<TrackingEvent>): TrackingEvent =>
  report(hours, { kind: 'exception_opened', milestone: 'in_transit', etaEffect: 'unknown', ...what });

/** What was known and told until `toldAt`, and what has come since: each gives cause for a decision that is new. */
interface Story {
  readonly before: readonly TrackingEvent[];
  readonly toldAt: number;
  readonly news: readonly TrackingEvent[];
  readonly newsAt: number;
}

const onItsWay = { before: [label, pickUp, ...scans], toldAt: 31 };

/** Day in, day out: most of what comes in is nothing much, some of it matters. */
const STORIES: readonly Story[] = [
  { before: [label], toldAt: 3, news: [pickUp], newsAt: 9 },
  { ...onItsWay, news: [tour], newsAt: 73 },
  { ...onItsWay, news: [tour, arrival], newsAt: 77 },
  { ...onItsWay, news: [problem(40, { reason: 'weather' })], newsAt: 41 },
  { ...onItsWay, news: [problem(40, { reason: 'label_problem' })], newsAt: 41 },
  {
    ...onItsWay,
    news: [problem(40, { reason: 'weather' }), report(41, { milestone: 'in_transit', carrierEta: MONDAY })],
    newsAt: 42,
  },
  { ...onItsWay, news: [problem(40, { reason: 'address_insufficient', actor: 'recipient' })], newsAt: 41 },
  { ...onItsWay, news: [], newsAt: 24 * 12 },
  {
    before: [...onItsWay.before, tour, arrival],
    toldAt: 77,
    news: [report(80, { kind: 'correction', physical: false, retracts: { milestone: 'delivered' } })],
    newsAt: 81,
  },
  { before: [], toldAt: 1, news: [], newsAt: 24 * 6 },
];

const order: Order = {
  number: '1001',
  placedAt: at(0),
  updatedAt: at(0),
  status: 'open',
  delivery: 'ship',
  lines: [{ id: 'l1', title: 'Lamp', quantity: 1, cancelledQuantity: 0, requiresShipping: true }],
  shipments: [],
};

interface Known {
  readonly events: readonly TrackingEvent[];
  readonly ledger: Ledger;
  readonly stated: ReadonlyMap<string, Stated>;
  readonly hours: number;
}

function inputOf(orderId: string, { events, ledger, stated, hours }: Known): DecideInput {
  const asOf = at(hours);
  const parcel = {
    parcelId: 'p1',
    carrier: 'fedex',
    trackingNumber: 'N1',
    service: null,
    lines: [],
    isCancelled: false,
  };
  const parcels = events.length === 0 ? [] : [{ ...parcel, events }];
  const orderJourney = foldOrder({ order, orderEvents: [], parcels });
  const visibility = { lastProvenAt: asOf, blindSince: null };
  const forecasts = new Map(
    orderJourney.parcels.map(({ parcelId, journey }) => [
      parcelId,
      forecast({ journey, labelledAt: null, calendar: CALENDAR, visibility, asOf }),
    ]),
  );
  return {
    orderId,
    orderJourney,
    orderForecast: forecastOrder({ orderJourney, calendar: CALENDAR, handlingBusinessHours: 24, asOf }),
    forecasts,
    stated: new Map(
      [...forecasts].map(([id, { estimate }]) => [id, stateEstimate(stated.get(id) ?? null, estimate, 1)]),
    ),
    ledger,
    speaksFrom: at(-1_000),
    asOf,
  };
}

function toInput({ before, toldAt, news, newsAt }: Story, index: number): DecideInput {
  const orderId = `order-${index}`;
  const first = inputOf(orderId, { events: before, ledger: [], stated: new Map(), hours: toldAt });
  const { decisions, ledger } = decide(firstPolicy(), first);
  const told = decisions.reduce(
    (rows, { key, message }) =>
      message === null ? rows : settle(rows, { key, state: 'sent', at: at(toldAt) }),
    ledger,
  );
  return inputOf(orderId, {
    events: [...before, ...news],
    ledger: told,
    stated: first.stated,
    hours: newsAt,
  });
}

/** Orders with their journeys and forecasts, of which each is about to be decided anew. */
export function storyOrders(count: number): readonly DecideInput[] {
  return Array.from({ length: count }, (_, index) => {
    const story = STORIES[index % STORIES.length];
    if (story === undefined) throw new Error('there are no stories');
    return toInput(story, index);
  });
}
